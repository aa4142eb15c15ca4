package dev.beckon.contracts.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds what is said against a schema, formats included. */
final class Samples {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Samples() {}

    static Schema schema(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    static List<Error> validate(Schema schema, JsonNode value) {
        return schema.validate(
                value,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
