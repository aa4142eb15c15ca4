package dev.beckon.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.beckon.contracts.schema.Compatibility.Dropped;
import dev.beckon.contracts.schema.Compatibility.Side;
import dev.beckon.contracts.schema.Compatibility.UnknownTypes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Old and new understand each other: this code takes what any release wrote, and what this code
 * writes is taken by those who know the last release.
 */
class ReleasesTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String THIS = "this code";

    private static final String MEND_READING =
            """
            What was written stays written, and old clients stay in use: a new field has to be @Nullable,
            a limit may only widen, values and types stay. What does not fit becomes a field or a type
            under a name of its own.\
            """;

    private static final String MEND_WRITING =
            """
            Who knows only the last release would trip over it. Either write what they take (leave the
            old field or type there and add another), or, if all readers will know the change before
            the first writer makes use of it, declare a release and have it reviewed:
              mvn -pl modules/contracts test -Dbeckon.schemas=release\
            """;

    /** Of this code. */
    private static Map<Contract, String> schemas = Map.of();

    @BeforeAll
    static void drawAndRelease() throws IOException {
        schemas = draw();
        if (Mode.PRESENT == Mode.RELEASE && unread().isEmpty()) {
            int last = Release.all().stream().mapToInt(Release::number).max().orElse(0);
            if (last == 0 || !new Release(last).isOf(schemas)) {
                new Release(last + 1).write(schemas);
            }
        }
    }

    private static Map<Contract, String> draw() throws IOException {
        var drawn = new LinkedHashMap<Contract, String>();
        var drawing = Schemas.ofTheRecords();
        Contract.all().forEach(contract -> drawn.put(contract, drawing.text(contract)));
        return drawn;
    }

    @Test
    void thisCodeTakesWhatAnyReleaseWrote() throws IOException {
        assertThat(unread()).as(MEND_READING).isEmpty();
    }

    @Test
    void readersOfTheLastReleaseTakeWhatThisCodeWrites() throws IOException {
        var last = Release.all().getLast();

        assertThat(
                        kept(last)
                                .filter(contract -> contract.crossing().readByOld())
                                .flatMap(contract -> gapsForReadersOf(last, contract)))
                .as(MEND_WRITING)
                .isEmpty();
    }

    private static List<String> unread() throws IOException {
        return Release.all().stream()
                .flatMap(
                        release ->
                                kept(release)
                                        .filter(contract -> contract.crossing().readsOld())
                                        .flatMap(contract -> gapsForThisCode(release, contract)))
                .toList();
    }

    private static Stream<String> gapsForThisCode(Release release, Contract contract) {
        return Compatibility.gaps(
                        side(release, contract), side(contract), UnknownTypes.REFUSED, Dropped.FINE)
                .stream()
                .map(gap -> "schemas/%s.json %s".formatted(contract, gap));
    }

    private static Stream<String> gapsForReadersOf(Release release, Contract contract) {
        return Compatibility.gaps(
                        side(contract),
                        side(release, contract),
                        contract.crossing() == Contract.Crossing.TO_CLIENTS
                                ? UnknownTypes.IGNORED
                                : UnknownTypes.REFUSED,
                        Dropped.TOLD)
                .stream()
                .map(gap -> "schemas/%s.json %s".formatted(contract, gap));
    }

    private static Side side(Contract contract) {
        return new Side(THIS, MAPPER.readTree(schemas.get(contract)));
    }

    private static Side side(Release release, Contract contract) {
        return new Side(release.toString(), MAPPER.readTree(release.schemaFile(contract)));
    }

    /** What a release holds of what there still is. */
    private static Stream<Contract> kept(Release release) {
        return Contract.all().filter(contract -> release.schemaFile(contract).toFile().exists());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void nothingThatWasReleasedIsGone(Release release) throws IOException {
        assertThat(Contract.all().map(Contract::name)).containsAll(release.contracts());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("whatIsStillRead")
    void samplesOfAReleaseAreStillRead(Release release, Contract contract) throws IOException {
        assumeTrue(contract.crossing().readsOld(), "clients read these, and they come last");
        var schema = Samples.schema(MAPPER.readTree(schemas.get(contract)));
        for (var file : release.samplesOf(contract)) {
            var sample = MAPPER.readTree(file);

            assertThat(MAPPER.treeToValue(sample, contract.type())).as("%s", file).isNotNull();
            assertThat(Samples.validate(schema, sample)).as("%s", file).isEmpty();
        }
    }

    /** Otherwise somebody has edited it. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("releasedContracts")
    void aReleaseIsWhole(Release release, Contract contract) throws IOException {
        var drawn = MAPPER.readTree(release.schemaFile(contract));
        var schema = Samples.schema(drawn);
        var samples = release.samplesOf(contract);

        assertThat(samples).hasSameSizeAs(drawn.get("oneOf"));
        for (var file : samples) {
            assertThat(Samples.validate(schema, MAPPER.readTree(file))).as("%s", file).isEmpty();
        }
    }

    static List<Release> releases() throws IOException {
        return Release.all();
    }

    static List<Arguments> whatIsStillRead() throws IOException {
        return released(one -> one.crossing().readsOld());
    }

    static List<Arguments> releasedContracts() throws IOException {
        return released(_ -> true);
    }

    private static List<Arguments> released(Predicate<Contract> wanted) throws IOException {
        return Release.all().stream()
                .flatMap(
                        release ->
                                kept(release).filter(wanted).map(one -> Arguments.of(release, one)))
                .toList();
    }
}
