package dev.beckon.contracts.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a reader takes all that a writer may write, each as a schema says. It knows the keywords
 * that {@link Schemas} writes; any other is an error, lest it be passed over.
 */
final class Compatibility {

    /** Who writes or reads, and by what schema. */
    record Side(String name, JsonNode schema) {}

    /** What a reader makes of types it does not know. */
    enum UnknownTypes {
        IGNORED,
        REFUSED
    }

    /** What is made of a field or type that the reader knows and the writer does not. */
    enum Dropped {
        FINE,
        TOLD
    }

    private static final Set<String> KEYWORDS =
            Set.of(
                    "$schema",
                    "title",
                    "description",
                    "$defs",
                    "$ref",
                    "oneOf",
                    "anyOf",
                    "type",
                    "const",
                    "enum",
                    "format",
                    "pattern",
                    "maxLength",
                    "minimum",
                    "maximum",
                    "items",
                    "properties",
                    "required",
                    "additionalProperties");

    private final Side writer;
    private final Side reader;
    private final UnknownTypes unknownTypes;
    private final Dropped dropped;
    private final Set<Gap> gaps = new LinkedHashSet<>();

    /** Pairs of definitions that were compared: one finding is told once, and recursion ends. */
    private final Set<String> compared = new HashSet<>();

    private Compatibility(Side writer, Side reader, UnknownTypes unknownTypes, Dropped dropped) {
        this.writer = writer;
        this.reader = reader;
        this.unknownTypes = unknownTypes;
        this.dropped = dropped;
    }

    static List<Gap> gaps(Side writer, Side reader, UnknownTypes unknownTypes, Dropped dropped) {
        var comparison = new Compatibility(writer, reader, unknownTypes, dropped);
        comparison.compareRoots();
        return List.copyOf(comparison.gaps);
    }

    /** One of the forms that a value may have, and the definition that says so, if one does. */
    private record Form(@Nullable String definition, JsonNode schema) {}

    private void compareRoots() {
        var written = forms(writer, writer.schema());
        var known = forms(reader, reader.schema());
        written.forEach(
                (kind, form) -> {
                    var taker = known.get(kind);
                    if (taker != null) {
                        compare(form, taker, kind, kind);
                    } else if (unknownTypes == UnknownTypes.REFUSED) {
                        gap(kind, "%s does not know this type, which %s may write", reader, writer);
                    }
                });
        if (dropped == Dropped.TOLD) {
            known.keySet().stream()
                    .filter(kind -> !written.containsKey(kind))
                    .forEach(
                            kind ->
                                    gap(
                                            kind,
                                            "%s waits for this type, which %s never writes",
                                            reader,
                                            writer));
        }
    }

    private void compare(JsonNode written, JsonNode known, String path) {
        var takers = forms(reader, known);
        forms(writer, written)
                .forEach(
                        (kind, form) -> {
                            var taker = takers.get(kind);
                            if (taker == null && kind.equals("integer")) {
                                taker = takers.get("number");
                            }
                            if (taker != null) {
                                compare(form, taker, kind, path);
                            } else {
                                gap(
                                        path,
                                        "%s takes %s, and %s may write %s"
                                                .formatted(
                                                        reader.name(),
                                                        String.join(" or ", takers.keySet()),
                                                        writer.name(),
                                                        kind));
                            }
                        });
    }

    private void compare(Form written, Form known, String kind, String outer) {
        if (kind.equals("null")) {
            return;
        }
        var path = outer;
        if (written.definition() != null && known.definition() != null) {
            if (!compared.add(written.definition() + " " + known.definition())) {
                return;
            }
            path = known.definition();
        }
        compareValues(written.schema(), known.schema(), path);
        compareObjects(written.schema(), known.schema(), path);
        if (known.schema().has("items")) {
            compare(
                    demand(writer, written.schema(), "items"),
                    known.schema().get("items"),
                    path + "[]");
        }
    }

    private void compareValues(JsonNode written, JsonNode known, String path) {
        var values = values(known);
        if (!values.isEmpty()) {
            var said = values(written);
            if (said.isEmpty()) {
                gap(path, "%s takes only " + values + ", and %s may write others", reader, writer);
            }
            said.stream()
                    .filter(value -> !values.contains(value))
                    .forEach(
                            value ->
                                    gap(
                                            path,
                                            "%s does not know the value "
                                                    + value
                                                    + ", which %s may write",
                                            reader,
                                            writer));
        }
        for (var keyword : List.of("format", "pattern")) {
            if (known.has(keyword) && !known.get(keyword).equals(written.get(keyword))) {
                differs(keyword, written, known, path);
            }
        }
        for (var keyword : List.of("maxLength", "maximum")) {
            if (known.has(keyword)
                    && (!written.has(keyword) || over(written, known, keyword) > 0)) {
                differs(keyword, written, known, path);
            }
        }
        if (known.has("minimum")
                && (!written.has("minimum") || over(written, known, "minimum") < 0)) {
            differs("minimum", written, known, path);
        }
    }

    private void differs(String keyword, JsonNode written, JsonNode known, String path) {
        gap(
                path,
                "%s wants %s %s, where %s has %s"
                        .formatted(
                                reader.name(),
                                keyword,
                                known.get(keyword),
                                writer.name(),
                                written.has(keyword) ? written.get(keyword) : "none"));
    }

    private static int over(JsonNode written, JsonNode known, String keyword) {
        return written.get(keyword).decimalValue().compareTo(known.get(keyword).decimalValue());
    }

    private void compareObjects(JsonNode written, JsonNode known, String path) {
        var said = written.path("properties");
        var asked = known.path("properties");
        var always = texts(written.path("required"));
        for (var field : texts(known.path("required"))) {
            if (!always.contains(field)) {
                gap(path + "." + field, "%s requires it, and %s may leave it out", reader, writer);
            }
        }
        var others = known.path("additionalProperties");
        said.properties()
                .forEach(
                        field -> {
                            var taker = asked.get(field.getKey());
                            var inner = path + "." + field.getKey();
                            if (taker != null) {
                                compare(field.getValue(), taker, inner);
                            } else if (others.isBoolean() && !others.booleanValue()) {
                                gap(
                                        inner,
                                        "%s refuses unknown fields, and %s may write this one",
                                        reader,
                                        writer);
                            }
                        });
        if (others.isObject()) {
            compare(demand(writer, written, "additionalProperties"), others, path + ".*");
        }
        if (dropped == Dropped.TOLD) {
            asked.propertyNames().stream()
                    .filter(
                            field ->
                                    !said.has(field)
                                            && !texts(known.path("required")).contains(field))
                    .forEach(
                            field ->
                                    gap(
                                            path + "." + field,
                                            "%s reads it where it is there, and %s never writes it",
                                            reader,
                                            writer));
        }
    }

    private void gap(String path, String what, Side first, Side second) {
        gap(path, what.formatted(first.name(), second.name()));
    }

    private void gap(String path, String what) {
        gaps.add(new Gap(path, what));
    }

    /** The forms of a value by what tells them apart: what it says in {@code type}, or its kind. */
    private static Map<String, Form> forms(Side side, JsonNode schema) {
        var forms = new LinkedHashMap<String, Form>();
        collect(side, new Form(null, schema), forms);
        return forms;
    }

    private static void collect(Side side, Form form, Map<String, Form> into) {
        var schema = form.schema();
        var strange =
                schema.propertyNames().stream().filter(name -> !KEYWORDS.contains(name)).toList();
        if (!strange.isEmpty()) {
            throw unknown(side, strange + " in " + schema);
        }
        if (schema.has("$ref")) {
            collect(side, follow(side, schema), into);
        } else if (schema.has("oneOf") || schema.has("anyOf")) {
            for (var choice : schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf")) {
                collect(side, new Form(null, choice), into);
            }
        } else {
            for (var kind : kinds(side, schema)) {
                if (into.put(kind, form) != null) {
                    throw unknown(side, "two choices that are both " + kind + " in " + schema);
                }
            }
        }
    }

    private static Form follow(Side side, JsonNode reference) {
        var ref = reference.get("$ref").stringValue();
        if (reference.properties().stream()
                .anyMatch(
                        word ->
                                !word.getKey().equals("$ref")
                                        && !word.getKey().equals("description"))) {
            throw unknown(side, "more than a description beside " + ref);
        }
        var name = ref.substring(ref.lastIndexOf('/') + 1);
        return new Form(name, demand(side, demand(side, side.schema(), "$defs"), name));
    }

    private static Set<String> kinds(Side side, JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return texts(type);
        }
        if (type.isMissingNode() && schema.path("const").isString()) {
            return Set.of("string");
        }
        if (!type.isString()) {
            throw unknown(side, "a schema without a type: " + schema);
        }
        var says = schema.path("properties").path("type").path("const");
        return Set.of(says.isString() ? says.stringValue() : type.stringValue());
    }

    private static Set<String> values(JsonNode schema) {
        return schema.has("const")
                ? Set.of(schema.get("const").stringValue())
                : texts(schema.path("enum"));
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new LinkedHashSet<String>();
        array.forEach(item -> texts.add(item.stringValue()));
        return texts;
    }

    private static JsonNode demand(Side side, JsonNode schema, String name) {
        var found = schema.get(name);
        if (found == null) {
            throw unknown(side, "no " + name + " in " + schema);
        }
        return found;
    }

    private static IllegalStateException unknown(Side side, String what) {
        return new IllegalStateException(
                "The schema of %s has %s. Teach Compatibility what follows from it."
                        .formatted(side.name(), what));
    }
}
