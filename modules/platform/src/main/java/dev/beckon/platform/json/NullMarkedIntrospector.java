package dev.beckon.platform.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Makes a record's components mean in JSON what they mean in Java: one that is not
 * {@code @Nullable} must be there, and must not be null. Lists, sets and maps hold no nulls.
 */
final class NullMarkedIntrospector extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return required(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        return required(annotated)
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)
                : super.findSetterInfo(config, annotated);
    }

    private static boolean required(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !(parameter.getOwner().getAnnotated()
                        instanceof java.lang.reflect.Constructor<?> constructor)
                || !constructor.getDeclaringClass().isRecord()
                || !constructor
                        .getDeclaringClass()
                        .getPackage()
                        .isAnnotationPresent(NullMarked.class)) {
            return false;
        }
        // The component's own type: where a compact constructor takes an Outer.@Nullable Inner,
        // javac leaves the annotation off the parameter.
        var components = constructor.getDeclaringClass().getRecordComponents();
        return components.length == constructor.getParameterCount()
                && !components[parameter.getIndex()]
                        .getAnnotatedType()
                        .isAnnotationPresent(Nullable.class);
    }
}
