package dev.beckon.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checked-in schemas say exactly what the records say. */
class SchemaFilesTest {

    private static Schemas schemas;

    @BeforeAll
    static void readDocs() throws IOException {
        schemas = Schemas.ofTheRecords();
    }

    @ParameterizedTest
    @MethodSource("dev.beckon.contracts.schema.Contract#all")
    void checkedInSchemaEqualsTheRecords(Contract contract) throws IOException {
        var drawn = schemas.text(contract);
        var file = contract.schemaFile();
        if (Mode.PRESENT.writes()) {
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
