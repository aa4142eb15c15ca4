package dev.beckon.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/** Everything that can be said has a sample, which records and schemas agree on. */
class SamplesTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new SimpleModule().addSerializer(new Millis())).build();

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("variants")
    void sampleGoesThroughItsRecordUnchanged(Contract contract, Class<?> variant) {
        var sample = read(contract.sampleFile(variant));

        var value = MAPPER.treeToValue(sample, contract.type());

        assertThat(value).isExactlyInstanceOf(variant);
        assertThat(MAPPER.readTree(MAPPER.writeValueAsString(value))).isEqualTo(sample);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("variants")
    void sampleMatchesItsSchema(Contract contract, Class<?> variant) {
        assertThat(validate(contract, read(contract.sampleFile(variant)))).isEmpty();
    }

    @Test
    void noSampleIsLeftOver() throws IOException {
        try (var files = Files.list(Contract.folder().resolve("samples"))) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            variants()
                                    .map(Arguments::get)
                                    .map(of -> ((Contract) of[0]).sampleFile((Class<?>) of[1]))
                                    .toList());
        }
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "order-fact.OrderPlaced, type",
        "order-fact.OrderPlaced, pickup",
        "order-status.OrderStatus, version",
        "driver-signal.DriverLocated, lat",
        "socket-client-message.ACCEPT_OFFER, offerId",
        "socket-server-message.DRIVER_ARRIVED, subject"
    })
    void schemaWantsWhatIsNotNullable(String sample, String field) {
        assertRefused(sample, node -> node.remove(field));
    }

    @ParameterizedTest(name = "{0} with {1} = {2}")
    @CsvSource({
        "order-fact.OrderPlaced, type, OrderMisplaced",
        "order-fact.OrderPlaced, id, 17",
        "order-fact.OrderPlaced, at, yesterday",
        "order-fact.OrderPlaced, kind, PARCEL",
        "driver-signal.DriverLocated, lat, 90.0001",
        "driver-signal.DriverLocated, lng, -180.0001",
        "socket-client-message.ACCEPT_OFFER, driverId, b81f4d6a-2c95-4e3b-8a7d-60f1c2e9d3a5"
    })
    void schemaRefusesWhatIsWrong(String sample, String field, String value) {
        assertRefused(
                sample,
                node -> {
                    if (field.startsWith("l")) {
                        node.put(field, Double.parseDouble(value));
                    } else {
                        node.put(field, value);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({"order-event.OfferMade, note", "socket-server-message.OFFER, price"})
    void readersOfTheLogTakeFieldsToCome(String sample, String field) {
        var node = (ObjectNode) read(Contract.folder().resolve("samples/" + sample + ".json"));
        node.put(field, "from the future");

        assertThat(validate(contract(sample), node)).isEmpty();
    }

    private static void assertRefused(String sample, Consumer<ObjectNode> mistake) {
        var node = (ObjectNode) read(Contract.folder().resolve("samples/" + sample + ".json"));
        assertThat(validate(contract(sample), node)).isEmpty();
        mistake.accept(node);
        assertThat(validate(contract(sample), node)).isNotEmpty();
    }

    private static Contract contract(String sample) {
        return Contract.all()
                .filter(contract -> sample.startsWith(contract.name() + "."))
                .findFirst()
                .orElseThrow();
    }

    private static List<Error> validate(Contract contract, JsonNode value) {
        return Samples.validate(Samples.schema(read(contract.schemaFile())), value);
    }

    private static JsonNode read(Path file) {
        return MAPPER.readTree(file);
    }

    static Stream<Arguments> variants() {
        return Contract.all()
                .flatMap(contract -> contract.variants().map(type -> Arguments.of(contract, type)));
    }

    /** Three decimals always, as on the topics. */
    private static final class Millis extends StdSerializer<Instant> {

        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

        private Millis() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(FORMAT.format(value));
        }
    }
}
