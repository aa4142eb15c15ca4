package dev.beckon.loadtest.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.beckon.city.streets.Town;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.loadtest.matching.Course.Held;
import dev.beckon.routing.StraightLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTest {

    @TempDir private Path folder;

    @Test
    void everyMannerIsPlayedAtEveryLoad() throws IOException {
        var results = new ArrayList<Result>();
        try (var town = Town.synthetic(1, folder)) {
            for (long seed = 1; seed <= 2; seed++) {
                var stretch = Stretches.synthetic(town, StraightLine.TOWN, 60, seed);
                results.addAll(new Study(seed).of(stretch));
            }
        }
        int rows = Study.LOADS.size() * Study.MANNERS.size();
        assertThat(results).hasSize(2 * rows);
        assertThat(results.getFirst().drivers())
                .as("crew at the least load")
                .isCloseTo(3 * results.get(rows - 1).drivers(), within(3));

        var findings = new Findings(results);
        assertThat(findings.table().lines()).hasSize(2 + rows);
        var fullest = Study.LOADS.getLast();
        assertThat(findings.difference(fullest, Study.PLAIN, Study.PLAIN, Figure.ETA_MEAN_S))
                .isEqualTo(new Interval(0, 0));
        var file = folder.resolve("plots/matching.svg");
        MatchingPlot.write(file, "A plot", findings);
        assertThat(Files.readAllLines(file)).anyMatch(line -> line.startsWith("<svg"));
    }

    @Test
    void figuresAreOverTheOrdersThatWereServed() {
        var figures =
                Figure.of(
                        List.of(
                                served(0, 10, 100, 120),
                                served(50, 70, 300, 400),
                                new Course(new OrderId(UUID.randomUUID()), 60, null)));
        assertThat(figures)
                .containsEntry(Figure.ETA_MEAN_S, 200.0)
                .containsEntry(Figure.ETA_P50_S, 100.0)
                .containsEntry(Figure.ETA_P90_S, 300.0)
                .containsEntry(Figure.ACCEPTED_MEAN_S, 15.0)
                .containsEntry(Figure.PICKED_UP_MEAN_S, 235.0);
        assertThat(figures.get(Figure.SERVED_PERCENT)).isCloseTo(66.7, within(0.1));
    }

    private static Course served(
            double placedS, double acceptedS, double approachS, double pickedUpS) {
        return new Course(
                new OrderId(UUID.randomUUID()),
                placedS,
                new Held(
                        new DriverId(UUID.randomUUID()),
                        placedS,
                        acceptedS,
                        approachS,
                        pickedUpS,
                        pickedUpS + 300));
    }
}
