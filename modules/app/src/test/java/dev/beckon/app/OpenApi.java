package dev.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the application says of its own API, beside {@code schemas/openapi.json}. */
final class OpenApi {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Path FILE =
            Path.of(System.getProperty("beckon.root", "../.."), "schemas/openapi.json");
    private static final boolean WRITE = "write".equals(System.getProperty("beckon.schemas"));

    private OpenApi() {}

    static void check(int port) throws IOException {
        var document = read(port);
        var text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        if (WRITE) {
            Files.writeString(FILE, text);
        }
        document.get("paths").properties().forEach(OpenApi::checkPath);
        assertThat(document.toString())
                .as("classes that have a name for ourselves: give them one with @Schema(name = …)")
                .doesNotContainPattern(
                        "\\w(Http|Service|Table)\\b|JsonNode|ResponseEntity|dev\\.beckon");
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as(
                        "schemas/openapi.json differs from what the application says. If the change"
                                + " is meant, run%n"
                                + "  mvn -pl modules/app -am test -Dtest=OneOrderTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dbeckon.schemas=write")
                .isEqualTo(text);
    }

    private static void checkPath(Map.Entry<String, JsonNode> path) {
        for (var operation : path.getValue().properties()) {
            var name = operation.getKey() + " " + path.getKey();
            var said = operation.getValue();
            assertThat(said.path("summary").asString(""))
                    .as("what %s does: say it with @Operation(summary = …)", name)
                    .isNotEmpty();
            assertThat(said.has("x-roles") || said.path("security").isArray())
                    .as(
                            "%s says its roles with @PreAuthorize, or is open with"
                                    + " @SecurityRequirements",
                            name)
                    .isTrue();
        }
    }

    /** Paths and components in the order of their names, whatever order the beans came in. */
    private static JsonNode read(int port) throws IOException {
        try (InputStream said =
                URI.create("http://127.0.0.1:" + port + "/openapi.json").toURL().openStream()) {
            var document = (ObjectNode) MAPPER.readTree(said);
            sort(document, "paths");
            var components = (ObjectNode) document.get("components");
            components.propertyNames().stream().toList().forEach(kind -> sort(components, kind));
            return document;
        }
    }

    private static void sort(ObjectNode parent, String name) {
        var sorted = new TreeMap<String, JsonNode>();
        parent.get(name).properties().forEach(one -> sorted.put(one.getKey(), one.getValue()));
        parent.set(name, MAPPER.createObjectNode().setAll(sorted));
    }
}
