package dev.beckon.platform.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What the OpenAPI document says once for all operations: the token, and refusals as problems. */
final class ApiDocument implements GlobalOpenApiCustomizer {

    private static final String TOKEN = "token";

    /** Each with an example that an operation really gives. */
    private enum Refusal {
        BAD_REQUEST(400, "It cannot be taken as it is.", "lat must be -90.0 to 90.0"),
        UNAUTHORIZED(401, "Nobody is known to ask.", "a valid bearer token is needed"),
        FORBIDDEN(403, "It is for another role.", "this is not for your role"),
        NOT_FOUND(404, "There is none, or it is somebody else's.", "there is no such thing"),
        CONFLICT(409, "It was decided otherwise.", "this cannot be done: the order is delivered"),
        CONTENT_TOO_LARGE(413, "The body is too large.", "the body must have at most 65536 bytes"),
        UNPROCESSABLE(422, "Well formed, and yet nothing that can be done.", "at is in the future"),
        TOO_MANY_REQUESTS(429, "That was too often; try again later.", "too many requests"),
        UNAVAILABLE(
                503,
                "Something that is needed is away, or too much waits; try again.",
                "a server that is needed does not answer; try again");

        private final int status;
        private final String description;
        private final String detail;

        Refusal(int status, String description, String detail) {
            this.status = status;
            this.description = description;
            this.detail = detail;
        }
    }

    /** Where the document describes this refusal. */
    static String refusal(String status) {
        return "#/components/responses/" + status;
    }

    @Override
    public void customise(OpenAPI document) {
        document.setInfo(
                new Info()
                        .title("Beckon")
                        .version("0.1.0")
                        .description(
                                "Orders, drivers and accounts. Times are ISO 8601 in UTC, ids"
                                    + " UUIDs, coordinates WGS84 degrees; other units end the name"
                                    + " or are metres and seconds. Every operation names its roles"
                                    + " (`x-roles`); whose order it is not gets 404.")
                        .license(new License().name("Apache-2.0")));
        // Where it runs is none of its business.
        document.setServers(null);
        document.setTags(null);
        document.setSecurity(List.of(new SecurityRequirement().addList(TOKEN)));
        var components = document.getComponents();
        components.addSecuritySchemes(
                TOKEN,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("The accessToken of /auth/login."));
        components.addSchemas("Problem", problem());
        describeRefusals(components);
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("What went wrong, for programs and people (RFC 9457).")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema().format(null))
                .addProperty("detail", new StringSchema().description("what is wrong"))
                .addProperty("instance", new StringSchema().description("what was asked for"))
                .addProperty("field", new StringSchema().description("whose value is wrong"))
                .addProperty("limit", new StringSchema().description("which was passed"))
                .addProperty("reason", new StringSchema().description("the name of a conflict"))
                .required(List.of("title", "status"));
    }

    private static void describeRefusals(Components components) {
        for (var refusal : Refusal.values()) {
            var response =
                    new ApiResponse()
                            .description(refusal.description)
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(
                                                                    new Schema<>()
                                                                            .$ref(
                                                                                    "#/components/schemas/Problem"))
                                                            .example(example(refusal))));
            if (refusal == Refusal.TOO_MANY_REQUESTS || refusal == Refusal.UNAVAILABLE) {
                response.addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("seconds to wait")
                                .schema(new IntegerSchema().format(null)));
            }
            components.addResponses(Integer.toString(refusal.status), response);
        }
    }

    private static Map<String, Object> example(Refusal refusal) {
        var example = new LinkedHashMap<String, Object>();
        example.put("status", refusal.status);
        example.put("detail", refusal.detail);
        return example;
    }
}
