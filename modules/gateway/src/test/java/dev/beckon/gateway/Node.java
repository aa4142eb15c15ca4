package dev.beckon.gateway;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.DriverSignal;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topic;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.devservices.DevServices;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.Received;
import dev.beckon.platform.kafka.TailKafka;
import dev.beckon.platform.kafka.WriterKafka;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A gateway with a port of its own, and what its clients caused on the topics. */
final class Node implements AutoCloseable {

    static final Issuer ISSUER = new Issuer();

    /** The setting that says where tickets' keys are. */
    static final String JWKS_URI = "beckon.identity.jwks-uri=";

    private final ConfigurableApplicationContext context;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, GatewayModule.class})
    static class App {

        @Bean
        Seen seen() {
            return new Seen(
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>());
        }

        @Bean
        TailKafka<OrderFact> orderFacts(KafkaModule.Topics topics, Seen seen) {
            return tail(topics, Topics.ORDER_INTAKE, seen.orderFacts());
        }

        @Bean
        TailKafka<DriverFact> driverFacts(KafkaModule.Topics topics, Seen seen) {
            return tail(topics, Topics.DRIVER_INTAKE, seen.driverFacts());
        }

        @Bean
        TailKafka<DriverSignal> signals(KafkaModule.Topics topics, Seen seen) {
            return tail(topics, Topics.DRIVER_LOCATIONS, seen.signals());
        }

        private static <V> TailKafka<V> tail(
                KafkaModule.Topics topics, Topic<V> topic, Queue<V> seen) {
            return topics.tail(
                    "test",
                    topic,
                    TailKafka.From.BEGINNING,
                    ConnectionKafka.Haste.AT_ONCE,
                    batch -> batch.stream().map(Received::value).forEach(seen::add));
        }
    }

    record Seen(
            Queue<OrderFact> orderFacts,
            Queue<DriverFact> driverFacts,
            Queue<DriverSignal> signals) {}

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(String... settings) {
        var services = DevServices.forTests();
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("server.port=0");
        arguments.add("server.address=127.0.0.1");
        arguments.add("spring.threads.virtual.enabled=true");
        arguments.add("spring.main.banner-mode=off");
        arguments.add("logging.level.root=WARN");
        arguments.add("spring.kafka.bootstrap-servers=" + services.bootstrapServers());
        arguments.add("spring.data.redis.url=" + services.redisUri());
        if (arguments.stream().noneMatch(setting -> setting.startsWith(JWKS_URI))) {
            arguments.add(JWKS_URI + ISSUER.jwksUri());
        }
        var node =
                new Node(
                        new SpringApplicationBuilder(App.class)
                                .run(
                                        arguments.stream()
                                                .map(setting -> "--" + setting)
                                                .toArray(String[]::new)));
        Player.soon(() -> node.bean(KeeperService.class).isOpen());
        return node;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    Seen seen() {
        return bean(Seen.class);
    }

    int port() {
        return Integer.parseInt(
                String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    Player customer(UUID user) {
        return Player.connect(port(), ISSUER.ticket(user, ActorRole.CUSTOMER));
    }

    Player driver(UUID user) {
        return Player.connect(port(), ISSUER.ticket(user, ActorRole.DRIVER));
    }

    Player admin(UUID user) {
        return Player.connect(port(), ISSUER.ticket(user, ActorRole.ADMIN));
    }

    /** As the dispatcher does it. */
    void publish(OrderStatus status) {
        var extensions = new HashMap<String, String>();
        extensions.put("parties", join(Views.parties(status)));
        extensions.put("causes", join(status.facts()));
        if (!status.lost().isEmpty()) {
            extensions.put("lost", join(status.lost()));
        }
        bean(WriterKafka.class)
                .send(Topics.ORDER_STATUS, status, WriterKafka.encode(status), extensions)
                .join();
    }

    private static String join(Collection<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    <V> void publish(Topic<V> topic, V value) {
        bean(WriterKafka.class).send(topic, value).join();
    }

    @Override
    public void close() {
        context.close();
    }
}
