package dev.beckon.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rules by what they say. Each looks at all classes and says what must not be, so that none is
 * empty while a module is, and each holds for the classes to come.
 */
final class Rules {

    private final Map<String, ArchRule> byName = new LinkedHashMap<>();

    Map<String, ArchRule> byName() {
        return byName;
    }

    /** From a class to one that it depends on. */
    void forbid(String name, BiPredicate<JavaClass, JavaClass> forbidden) {
        add(
                name,
                (from, breach) ->
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(
                                        to ->
                                                forbidden.test(
                                                        from,
                                                        to.getTargetClass().getBaseComponentType()))
                                .forEach(to -> breach.accept(to.getDescription())));
    }

    /** From a class to a method, constructor or field that it uses. */
    void forbidAccess(String name, BiPredicate<JavaClass, JavaAccess<?>> forbidden) {
        add(
                name,
                (from, breach) ->
                        from.getAccessesFromSelf().stream()
                                .filter(access -> forbidden.test(from, access))
                                .forEach(access -> breach.accept(access.getDescription())));
    }

    void forbidFields(String name, Predicate<JavaField> forbidden) {
        add(
                name,
                (from, breach) ->
                        from.getFields().stream()
                                .filter(forbidden)
                                .map(HasName.AndFullName::getFullName)
                                .forEach(breach));
    }

    private void add(String name, BiConsumer<JavaClass, Consumer<String>> check) {
        byName.put(
                name,
                classes()
                        .should(
                                new ArchCondition<>("keep the rule: " + name) {
                                    @Override
                                    public void check(JavaClass from, ConditionEvents events) {
                                        check.accept(
                                                from,
                                                what ->
                                                        events.add(
                                                                SimpleConditionEvent.violated(
                                                                        from, what)));
                                    }
                                }));
    }
}
