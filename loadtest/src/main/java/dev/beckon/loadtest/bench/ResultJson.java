package dev.beckon.loadtest.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All outcomes for other programs. */
final class ResultJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .changeDefaultPropertyInclusion(
                            each -> each.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private ResultJson() {}

    record Document(Machine machine, List<Benchmarked> benchmarks) {}

    record Benchmarked(String name, List<Line> rows, @Nullable String failure) {}

    record Line(
            String goal,
            String unit,
            Spread beckon,
            @Nullable Spread limit,
            @Nullable Double ratio,
            String target,
            boolean met,
            @Nullable String note) {}

    static String render(Machine machine, List<Outcome> outcomes) {
        return MAPPER.writeValueAsString(
                new Document(machine, outcomes.stream().map(ResultJson::benchmarked).toList()));
    }

    private static Benchmarked benchmarked(Outcome outcome) {
        return new Benchmarked(
                outcome.benchmark(),
                outcome.rows().stream().map(ResultJson::line).toList(),
                outcome.failure());
    }

    private static Line line(Row row) {
        return new Line(
                row.goal(),
                row.unit(),
                row.beckon(),
                row.limit(),
                row.ratio(),
                Figures.target(row.target(), row.unit()),
                row.met(),
                row.note());
    }
}
