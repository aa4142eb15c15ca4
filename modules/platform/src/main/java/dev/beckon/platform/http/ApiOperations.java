package dev.beckon.platform.http;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of each operation what follows from its declaration: who may call it, and how it may be
 * refused. Names come from the code's nouns without telling its classes.
 */
final class ApiOperations implements GlobalOperationCustomizer {

    private static final Pattern ROLE = Pattern.compile("'([A-Z]+)'");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var room = handler.getBeanType().getSimpleName().replaceFirst("Http$", "");
        operation.setTags(List.of(room));
        operation.setOperationId(
                StringUtils.uncapitalize(room)
                        + StringUtils.capitalize(handler.getMethod().getName()));
        var roles = roles(handler);
        if (!roles.isEmpty()) {
            operation.setDescription(
                    "For " + String.join(", ", roles) + "." + after(operation.getDescription()));
            operation.addExtension("x-roles", roles);
        }
        answer(operation, roles, others(handler));
        return operation;
    }

    private static String after(@Nullable String description) {
        return description == null ? "" : " " + description;
    }

    private static List<String> roles(HandlerMethod handler) {
        var rule =
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), PreAuthorize.class);
        if (rule == null) {
            rule =
                    AnnotatedElementUtils.findMergedAnnotation(
                            handler.getBeanType(), PreAuthorize.class);
        }
        return rule == null
                ? List.of()
                : ROLE.matcher(rule.value()).results().map(role -> role.group(1)).toList();
    }

    private static int[] others(HandlerMethod handler) {
        var others = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Refuses.class);
        return others == null ? new int[0] : others.value();
    }

    private static void answer(Operation operation, List<String> roles, int[] others) {
        var sorted = new TreeMap<>(operation.getResponses());
        var parameters =
                operation.getParameters() == null
                        ? List.<Parameter>of()
                        : operation.getParameters();
        var open = operation.getSecurity() != null && operation.getSecurity().isEmpty();
        if (operation.getRequestBody() != null || !parameters.isEmpty()) {
            refuse(sorted, "400");
        }
        if (!open) {
            refuse(sorted, "401");
        }
        if (!roles.isEmpty()) {
            refuse(sorted, "403");
        }
        if (parameters.stream().anyMatch(parameter -> parameter.getIn().equals("path"))) {
            refuse(sorted, "404");
        }
        if (operation.getRequestBody() != null) {
            refuse(sorted, "413");
        }
        refuse(sorted, "429");
        refuse(sorted, "503");
        for (int other : others) {
            refuse(sorted, Integer.toString(other));
        }
        var responses = new ApiResponses();
        responses.putAll(sorted);
        operation.setResponses(responses);
    }

    private static void refuse(TreeMap<String, ApiResponse> responses, String status) {
        responses.putIfAbsent(status, new ApiResponse().$ref(ApiDocument.refusal(status)));
    }
}
