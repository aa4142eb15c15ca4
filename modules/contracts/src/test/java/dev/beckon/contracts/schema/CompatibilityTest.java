package dev.beckon.contracts.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.contracts.schema.Compatibility.Dropped;
import dev.beckon.contracts.schema.Compatibility.Side;
import dev.beckon.contracts.schema.Compatibility.UnknownTypes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What an older or newer reader cannot take is found; what it can take passes. */
class CompatibilityTest {

    /** Writer's field, reader's field, what is found: of a thing with {@code type} and this one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # of the same form
                    {'type':'string'}                     | {'type':'string'}                      |
                    {'type':'integer'}                    | {'type':'number'}                      |
                    {'type':'string'}                     | {'type':['string','null']}             |
                    {'$ref':'#/$defs/Id'}                 | {'$ref':'#/$defs/Id','description':'x'} |
                    {'$ref':'#/$defs/Id'}                 | {'anyOf':[{'type':'null'},{'$ref':'#/$defs/Id'}]} |
                    {'type':'string','maxLength':9}       | {'type':'string'}                      |
                    {'type':'string','maxLength':9}       | {'type':'string','maxLength':10}       |
                    {'type':'number','minimum':0}         | {'type':'number','minimum':-1}         |
                    {'type':'string','format':'uuid'}     | {'type':'string'}                      |
                    {'type':'string','enum':['A']}        | {'type':'string','enum':['A','B']}     |
                    {'const':'A'}                         | {'type':'string','enum':['A','B']}     |
                    {'type':['string','null'],'format':'uuid'} | {'type':['string','null'],'format':'uuid'} |
                    # another
                    {'type':'number'}                     | {'type':'integer'}                     | Thing.f: R takes integer, and W may write number
                    {'type':'string'}                     | {'type':'boolean'}                     | Thing.f: R takes boolean, and W may write string
                    {'type':['string','null']}            | {'type':'string'}                      | Thing.f: R takes string, and W may write null
                    {'anyOf':[{'type':'null'},{'$ref':'#/$defs/Id'}]} | {'$ref':'#/$defs/Id'}      | Thing.f: R takes string, and W may write null
                    {'type':'array','items':{'type':'string'}} | {'type':'array','items':{'type':'boolean'}} | Thing.f[]: R takes boolean, and W may write string
                    {'type':'object','additionalProperties':{'type':'string'}} | {'type':'object','additionalProperties':{'type':'boolean'}} | Thing.f.*: R takes boolean, and W may write string
                    # a narrower one
                    {'type':'string'}                     | {'type':'string','maxLength':10}       | Thing.f: R wants maxLength 10, where W has none
                    {'type':'string','maxLength':11}      | {'type':'string','maxLength':10}       | Thing.f: R wants maxLength 10, where W has 11
                    {'type':'number','minimum':-1}        | {'type':'number','minimum':0}          | Thing.f: R wants minimum 0, where W has -1
                    {'type':'number'}                     | {'type':'number','maximum':0}          | Thing.f: R wants maximum 0, where W has none
                    {'type':'string'}                     | {'type':'string','format':'uuid'}      | Thing.f: R wants format "uuid", where W has none
                    {'type':'string','pattern':'^a'}      | {'type':'string','pattern':'^b'}       | Thing.f: R wants pattern "^b", where W has "^a"
                    {'type':'string','enum':['A','B']}    | {'type':'string','enum':['A']}         | Thing.f: R does not know the value B, which W may write
                    {'type':'string'}                     | {'type':'string','enum':['A']}         | Thing.f: R takes only [A], and W may write others
                    {'const':'A'}                         | {'const':'B'}                          | Thing.f: R does not know the value A, which W may write
                    """)
    void aField(String written, String known, String found) {
        assertThat(gaps(thing(written, "f"), thing(known, "f")))
                .isEqualTo(found == null ? "" : found);
    }

    @Test
    void aFieldThatIsRequiredMustNotBeMissing() {
        var text = "{'type':'string'}";
        var without = thing(text, "f").replace(",'required':['f']", "");

        assertThat(gaps(thing(text, "f"), without)).isEmpty();
        assertThat(gaps(without, thing(text, "f")))
                .isEqualTo("Thing.f: R requires it, and W may leave it out");
        assertThat(gaps(thing(text, "g"), thing(text, "f")))
                .isEqualTo("Thing.f: R requires it, and W may leave it out");
    }

    @Test
    void aNewFieldIsIgnoredUnlessUnknownOnesAreRefused() {
        var one = thing("{'type':'string'}", "f");
        var two = one.replace("'properties':{", "'properties':{'g':{'type':'string'},");
        var strict = one.replace("'required'", "'additionalProperties':false,'required'");

        assertThat(gaps(two, one)).isEmpty();
        assertThat(gaps(two, strict))
                .isEqualTo("Thing.g: R refuses unknown fields, and W may write this one");
    }

    @Test
    void aFieldThatIsDroppedIsTold() {
        var one = thing("{'type':'string'}", "f");
        var two = one.replace("'properties':{", "'properties':{'g':{'type':'string'},");

        assertThat(gaps(one, two)).isEmpty();
        assertThat(gaps(one, two, UnknownTypes.IGNORED, Dropped.TOLD))
                .isEqualTo("Thing.g: R reads it where it is there, and W never writes it");
    }

    @Test
    void anUnknownTypeIsRefusedOrIgnored() {
        var one = types("One");
        var both = types("One", "Two");

        assertThat(gaps(one, both)).isEmpty();
        assertThat(gaps(both, one)).isEqualTo("Two: R does not know this type, which W may write");
        assertThat(gaps(both, one, UnknownTypes.IGNORED, Dropped.TOLD)).isEmpty();
        assertThat(gaps(one, both, UnknownTypes.IGNORED, Dropped.TOLD))
                .isEqualTo("Two: R waits for this type, which W never writes");
    }

    @Test
    void whatIsSharedIsToldOnceUnderItsOwnName() {
        var before =
                """
                {'type':'object','properties':{'a':{'$ref':'#/$defs/Id'},'b':{'$ref':'#/$defs/Id'}},
                 '$defs':{'Id':{'type':'string'}}}
                """;
        var after = before.replace("'string'", "'string','maxLength':36");

        assertThat(gaps(before, after)).isEqualTo("Id: R wants maxLength 36, where W has none");
    }

    @Test
    void whatRefersToItselfEnds() {
        var list =
                """
                {'oneOf':[{'$ref':'#/$defs/List'}],'$defs':{'List':{'type':'object','properties':
                  {'rest':{'anyOf':[{'type':'null'},{'$ref':'#/$defs/List'}]}}}}}
                """;

        assertThat(gaps(list, list)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'string','minLength':1} | [minLength]
                    {}                              | without a type
                    {'enum':[1,2]}                  | without a type
                    {'anyOf':[{'type':'string'},{'const':'A'}]} | both string
                    {'$ref':'#/$defs/Id','maxLength':3} | beside #/$defs/Id
                    {'$ref':'#/$defs/Nothing'}      | no Nothing
                    """)
    void whatItDoesNotKnowIsNotPassedOver(String field, String complaint) {
        assertThatThrownBy(() -> gaps(thing(field, "f"), thing(field, "f")))
                .hasMessageContaining(complaint)
                .hasMessageContaining("Teach Compatibility");
    }

    private static String thing(String schema, String field) {
        return """
        {'oneOf':[{'$ref':'#/$defs/Thing'}],'$defs':{
          'Id':{'type':'string','format':'uuid'},
          'Thing':{'type':'object',
            'properties':{'type':{'const':'Thing'},'%s':%s},'required':['%s']}}}
        """
                .formatted(field, schema, field);
    }

    private static String types(String... names) {
        var one = "{'type':'object','properties':{'type':{'const':'%s'}},'required':['type']}";
        return Stream.of(names).map(one::formatted).collect(joining(",", "{'oneOf':[", "]}"));
    }

    private static String gaps(String written, String known) {
        return gaps(written, known, UnknownTypes.REFUSED, Dropped.FINE);
    }

    private static String gaps(
            String written, String known, UnknownTypes unknownTypes, Dropped dropped) {
        return Compatibility.gaps(side("W", written), side("R", known), unknownTypes, dropped)
                .stream()
                .map(Gap::toString)
                .collect(joining("; "));
    }

    private static Side side(String name, String schema) {
        return new Side(name, JsonMapper.shared().readTree(schema.replace('\'', '"')));
    }
}
