package dev.beckon.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What a process is called. */
class NodeTest {

    @Test
    void theNameThatIsGiven() {
        assertThat(node(Map.of("beckon.node", "berlin-1", "server.port", "81")))
                .isEqualTo("berlin-1");
    }

    @Test
    void otherwiseHostAndPort() {
        var first = node(Map.of("server.port", "8080"));
        assertThat(first).endsWith("-8080").isEqualTo(node(Map.of("server.port", "8080")));
        assertThat(first.length()).isGreaterThan("-8080".length());
        assertThat(node(Map.of("server.port", "8081"))).endsWith("-8081");
    }

    @Test
    void onAnyFreePortANameOfItsOwn() {
        var any = Map.<String, Object>of("server.port", "0");
        assertThat(node(any)).isNotEqualTo(node(any));
    }

    @Test
    void onlyWhatKafkaTakes() {
        assertThat(new Node(" a b/ü ").name()).isEqualTo("a_b__");
        assertThatThrownBy(() -> new Node("n".repeat(201))).hasMessageContaining("beckon.node");
    }

    private static String node(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return Node.of(environment).name();
    }
}
