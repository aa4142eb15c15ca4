package dev.beckon.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The checked-in schemas say exactly what the records say. */
class SchemaFilesTest {

    private static final boolean WRITE = "write".equals(System.getProperty("beckon.schemas"));

    private static Schemas schemas;

    @BeforeAll
    static void readDocs() throws IOException {
        schemas = new Schemas(Docs.read(Path.of("src/main/java").toAbsolutePath()));
    }

    @ParameterizedTest
    @MethodSource("dev.beckon.contracts.schema.Contract#all")
    void checkedInSchemaEqualsTheRecords(Contract contract) throws IOException {
        var drawn =
                JsonMapper.shared()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(schemas.of(contract))
                        + "\n";
        var file = contract.schemaFile();
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, drawn);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "schemas/%s.json differs from the records. If the change is meant, run%n"
                                + "  mvn -pl modules/contracts test -Dbeckon.schemas=write%n"
                                + "and commit the result beside the records.",
                        contract)
                .isEqualTo(drawn);
    }

    @Test
    void noSchemaIsLeftOver() throws IOException {
        try (var files = Files.newDirectoryStream(Contract.folder(), "*.json")) {
            assertThat(files)
                    .filteredOn(file -> !file.endsWith("openapi.json"))
                    .containsExactlyInAnyOrderElementsOf(
                            Contract.all().map(Contract::schemaFile).toList());
        }
    }
}
