package dev.beckon.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document says what the code says, and leaves out nothing. */
class AsyncApiTest {

    private static final Path FILE = Contract.folder().resolve("asyncapi.yaml");

    private static String drawn = "";
    private static JsonNode document = JsonMapper.shared().missingNode();

    @BeforeAll
    static void drawAndRead() throws IOException {
        drawn = AsyncApi.draw(Docs.ofTheRecords());
        if (Mode.PRESENT.writes()) {
            Files.writeString(FILE, drawn);
        }
        document = AsyncApi.yaml().readTree(FILE);
    }

    @Test
    void checkedInDocumentEqualsTheCode() throws IOException {
        assertThat(Files.readString(FILE))
                .as(
                        "schemas/asyncapi.yaml differs from topics or records. If the change is"
                                + " meant, run%n"
                                + "  mvn -pl modules/contracts test -Dbeckon.schemas=write")
                .isEqualTo(drawn);
    }

    @Test
    void everyTopicAndEveryMessageIsInIt() {
        assertThat(document.get("channels").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Topics.all().stream()
                                                .flatMap(t -> Stream.of(t.name(), t.deadLetters())),
                                        Stream.of("socket"))
                                .toList());
        var messages = document.get("channels").findValues("messages").stream();
        assertThat(messages.flatMap(some -> some.values().stream()))
                .extracting(message -> message.path("payload").path("$ref").asString(""))
                .containsAll(
                        Contract.all()
                                .flatMap(
                                        contract ->
                                                contract.variants()
                                                        .map(
                                                                type ->
                                                                        "./%s.json#/$defs/%s"
                                                                                .formatted(
                                                                                        contract,
                                                                                        type
                                                                                                .getSimpleName())))
                                .toList());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> {
                            var parts = reference.split("#", 2);
                            var target =
                                    parts[0].isEmpty()
                                            ? document
                                            : JsonMapper.shared()
                                                    .readTree(FILE.resolveSibling(parts[0]));
                            assertThat(target.at(parts[1]).isMissingNode()).isFalse();
                        });
    }
}
