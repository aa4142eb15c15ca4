package dev.beckon.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Imports the configurations of the chosen roles, and of no others. */
final class RoleSelector implements DeferredImportSelector, EnvironmentAware {

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata metadata) {
        if (environment == null) {
            throw new IllegalStateException("no environment to read the roles from");
        }
        var roles = Binder.get(environment).bind("roles", String.class).orElse("all");
        return Role.parse(roles).stream()
                .flatMap(role -> role.configurations().stream())
                .map(Class::getName)
                .distinct()
                .toArray(String[]::new);
    }
}
