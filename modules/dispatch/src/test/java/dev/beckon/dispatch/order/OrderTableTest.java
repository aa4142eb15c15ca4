package dev.beckon.dispatch.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command in every state: where it leads (&gt;), why it is refused, or = where the order is
 * already as asked.
 */
class OrderTableTest {

    private static final Map<String, Supplier<Story>> STATES = new LinkedHashMap<>();
    private static final Map<String, UnaryOperator<Story>> COMMANDS = new LinkedHashMap<>();

    static {
        STATES.put("SEARCHING", () -> Story.with().placed());
        STATES.put("OFFERED", () -> Story.with("d1").placed());
        STATES.put("ACCEPTED", () -> Story.with("d1").placed().accepts("d1"));
        STATES.put("ARRIVING", () -> Story.with("d1").placed().accepts("d1").arriving("d1", "d1"));
        STATES.put("ARRIVED", () -> Story.with("d1").placed().accepts("d1").arrives("d1"));
        STATES.put("PICKED_UP", () -> Story.with("d1").placed().accepts("d1").picksUp("d1"));
        STATES.put(
                "DELIVERED",
                () -> Story.with("d1").placed().accepts("d1").picksUp("d1").delivers("d1"));
        STATES.put("CANCELLED", () -> Story.with("d1").placed().accepts("d1").cancels("admin"));
        STATES.put("NO_DRIVER_FOUND", () -> Story.with().placed().after(120));

        COMMANDS.put("place", Story::placed);
        COMMANDS.put("accept", story -> story.accepts("d1"));
        COMMANDS.put("decline", story -> story.declines("d1"));
        COMMANDS.put("customer cancels", story -> story.cancels("customer"));
        COMMANDS.put("admin cancels", story -> story.cancels("admin"));
        COMMANDS.put("driver cancels", story -> story.cancels("d1"));
        COMMANDS.put("reassign", story -> story.reassigns("admin", "d1"));
        COMMANDS.put("arriving", story -> story.arriving("d1", "d1"));
        COMMANDS.put("arrived", story -> story.arrives("d1"));
        COMMANDS.put("pick up", story -> story.picksUp("d1"));
        COMMANDS.put("deliver", story -> story.delivers("d1"));
        COMMANDS.put("stranger cancels", story -> story.cancels("another customer"));
        COMMANDS.put("stranger delivers", story -> story.delivers("d2"));
    }

    @Test
    void everyCommandInEveryState() {
        assertThat(table())
                .isEqualTo(
                        """
                                           SEARCHING      OFFERED      ACCEPTED     ARRIVING     ARRIVED      PICKED_UP    DELIVERED    CANCELLED        NO_DRIVER_FOUND
                        place              =              =            =            =            =            =            =            =                =
                        accept             UNKNOWN_OFFER  > ACCEPTED   =            =            =            =            =            ORDER_CANCELLED  UNKNOWN_OFFER
                        decline            UNKNOWN_OFFER  > SEARCHING  WRONG_STATE  WRONG_STATE  WRONG_STATE  WRONG_STATE  WRONG_STATE  ORDER_CANCELLED  UNKNOWN_OFFER
                        customer cancels   > CANCELLED    > CANCELLED  > CANCELLED  > CANCELLED  > CANCELLED  WRONG_STATE  WRONG_STATE  =                WRONG_STATE
                        admin cancels      > CANCELLED    > CANCELLED  > CANCELLED  > CANCELLED  > CANCELLED  WRONG_STATE  WRONG_STATE  =                WRONG_STATE
                        driver cancels     NOT_YOURS      NOT_YOURS    > SEARCHING  > SEARCHING  > SEARCHING  WRONG_STATE  WRONG_STATE  ORDER_CANCELLED  NOT_YOURS
                        reassign           WRONG_STATE    WRONG_STATE  > SEARCHING  > SEARCHING  > SEARCHING  WRONG_STATE  WRONG_STATE  WRONG_STATE      WRONG_STATE
                        arriving           NOT_YOURS      NOT_YOURS    > ARRIVING   =            =            =            =            ORDER_CANCELLED  NOT_YOURS
                        arrived            NOT_YOURS      NOT_YOURS    > ARRIVED    > ARRIVED    =            =            =            ORDER_CANCELLED  NOT_YOURS
                        pick up            NOT_YOURS      NOT_YOURS    > PICKED_UP  > PICKED_UP  > PICKED_UP  =            =            ORDER_CANCELLED  NOT_YOURS
                        deliver            NOT_YOURS      NOT_YOURS    WRONG_STATE  WRONG_STATE  WRONG_STATE  > DELIVERED  =            ORDER_CANCELLED  NOT_YOURS
                        stranger cancels   NOT_YOURS      NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS        NOT_YOURS
                        stranger delivers  NOT_YOURS      NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS    NOT_YOURS        NOT_YOURS
                        """);
    }

    private static String table() {
        var lines = new ArrayList<List<String>>();
        lines.add(Stream.concat(Stream.of(""), STATES.keySet().stream()).toList());
        COMMANDS.forEach(
                (name, command) -> {
                    var cells = STATES.values().stream().map(state -> cell(state.get(), command));
                    lines.add(Stream.concat(Stream.of(name), cells).toList());
                });
        var table = new StringBuilder();
        for (var line : lines) {
            var padded = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width =
                        lines.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
                padded.append(("%-" + (width + 2) + "s").formatted(line.get(column)));
            }
            table.append(padded.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static String cell(Story story, UnaryOperator<Story> command) {
        int before = story.toString().length();
        var words = command.apply(story).toString().substring(before).strip();
        return switch (words) {
            case "[UNCHANGED]" -> "=";
            case String reply when reply.startsWith("[") -> reply.substring(1, reply.length() - 1);
            default -> "> " + story.state();
        };
    }
}
