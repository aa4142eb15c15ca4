package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.platform.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The shell keeps orders as JSON: in every phase the same order comes back. */
class OrderJsonTest {

    private static final JsonMapper JSON = Json.topics();

    static List<Story> stories() {
        return List.of(
                Story.with().placed(),
                Story.with("d1").placed(),
                Story.with("d1", "d2").placed().declines("d1").receives("d2"),
                Story.with("d1").placed().accepts("d1").arriving("d1", "d1"),
                Story.with("d1").placed().accepts("d1").picksUp("d1").lost("system", "d1"),
                Story.with("d1", "d2").placed().accepts("d1").cancels("d1").cancels("customer"),
                Story.with("d1").placed().accepts("d1").picksUp("d1").delivers("d1"),
                Story.with().placed().after(120));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyOrderComesBack(Story story) {
        Order now = null;
        for (var event : story.events()) {
            now = Orders.apply(now, event);
            var json = JSON.writeValueAsString(now);
            assertThat(JSON.readValue(json, Order.class)).isEqualTo(now);
        }
        assertThat(now).isEqualTo(story.order());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void andHoldsNothingDerived(Story story) {
        var json = JSON.valueToTree(story.order());
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "version",
                        "at",
                        "customerId",
                        "kind",
                        "pickup",
                        "dropoff",
                        "note",
                        "placedAt",
                        "search",
                        "losses",
                        "phase",
                        "offers");
        assertThat(json.path("phase").path("type").asString())
                .isEqualTo(story.order().phase().getClass().getSimpleName());
    }
}
