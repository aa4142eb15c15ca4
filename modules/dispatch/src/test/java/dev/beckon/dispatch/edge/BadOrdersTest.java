package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.dispatch.DispatchModule;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.PlatformModule;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.kafka.ConnectionKafka;
import dev.beckon.platform.kafka.KafkaModule;
import dev.beckon.platform.kafka.TailKafka;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Bad input at the door of orders. A row is what may come: it is answered with what is wrong, with
 * the field where one is, and with the mend; no fact is recorded, and the next order is taken.
 */
class BadOrdersTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Issuer ISSUER = new Issuer();

    /** The keys of all that was recorded since. */
    private static final List<UUID> RECORDED = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext application;
    private static TailKafka<OrderFact> intake;
    private static int port;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class, OrdersModule.class})
    static class Application {}

    @BeforeAll
    static void open() {
        application =
                Scene.application(
                        Application.class,
                        "orders-bad",
                        "beckon.identity.jwks-uri=" + ISSUER.jwksUri(),
                        "beckon.orders.backlog=1h",
                        "beckon.orders.service-area.south=-50",
                        "beckon.orders.service-area.west=170",
                        "beckon.orders.service-area.north=60",
                        "beckon.orders.service-area.east=-90");
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        intake =
                application
                        .getBean(KafkaModule.Topics.class)
                        .tail(
                                "test",
                                Topics.ORDER_INTAKE,
                                TailKafka.From.END,
                                ConnectionKafka.Haste.AT_ONCE,
                                batch -> batch.forEach(one -> RECORDED.add(one.key())));
        intake.start();
        await().atMost(Scene.SOON).until(intake::caughtUp);
    }

    @AfterAll
    static void close() {
        intake.stop();
        application.close();
    }

    private final UUID customer = UUID.randomUUID();
    private final String token = ISSUER.token(customer, ActorRole.CUSTOMER);

    /** An answer, and what it says where that is JSON. */
    private record Got(int status, String type, String text) {

        static Got of(HttpResponse<String> raw) {
            return new Got(
                    raw.statusCode(),
                    raw.headers().firstValue("Content-Type").orElse(""),
                    raw.body());
        }

        JsonNode json() {
            try {
                return Json.topics().readTree(text);
            } catch (JacksonException e) {
                throw new AssertionError(status + " " + type + " " + text, e);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Got send(HttpRequest.Builder request) {
        try {
            return Got.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String KEY = "the same for the bad and the good";

    /** How many of a test's orders are good ones. */
    private int taken;

    /** What a test's good orders say; under one key none may say anything else. */
    private BodyPublisher again = json(good("8"));

    private Got assertTaken(String body, String... headers) {
        return assertTaken(json(body), headers);
    }

    private Got assertTaken(BodyPublisher body, String... headers) {
        var got = order(body, headers);
        assertThat(got.status()).as(got.text()).isEqualTo(202);
        again = body;
        taken++;
        return got;
    }

    private Got order(BodyPublisher body, String... headers) {
        var request =
                request("/orders")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", KEY)
                        .POST(body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Got order(String body) {
        return order(json(body));
    }

    private static BodyPublisher json(String body) {
        return BodyPublishers.ofString(body.replace('\'', '"'));
    }

    private static String good(String latOfThePickup) {
        return "{'pickup':{'lat':%s,'lng':-100},'dropoff':{'lat':8,'lng':-100}}"
                .formatted(latOfThePickup);
    }

    private void assertRefused(Got got, int status, @Nullable String field, String says) {
        assertThat(got.status()).as(got.text()).isEqualTo(status);
        assertThat(got.type()).startsWith("application/problem+json");
        var problem = got.json();
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").asString())
                .contains(says)
                .hasSizeLessThan(300)
                .doesNotContain("dev.beckon", "java.", "tools.jackson", "springframework");
        assertThat(problem.path("field").asString("-")).isEqualTo(field == null ? "-" : field);
    }

    /**
     * Asks for a good order; under one key all would be one, in one partition, in which it has to
     * be the first.
     */
    @AfterEach
    void theNextOneIsTakenAndIsTheOnlyOne() {
        assertThat(order(again).status()).isEqualTo(202);
        var order = OrderCommandsService.orderId(new CustomerId(customer), KEY).value();
        await().atMost(Scene.SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Collections.frequency(RECORDED, order) > taken);
        assertThat(Collections.frequency(RECORDED, order)).as("records").isEqualTo(1 + taken);
    }

    @ParameterizedTest(name = "lat {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    NaN               | not JSON
                    Infinity          | not JSON
                    -Infinity         | not JSON
                    'NaN'             | must be a number
                    'Infinity'        | must be a number
                    '-Infinity'       | must be a number
                    1e999             | must be a finite number
                    -1e999            | must be a finite number
                    1e99999999999     | must be a finite number
                    90.0001           | must be -90.0 to 90.0
                    -90.0001          | must be -90.0 to 90.0
                    null              | must not be null
                    '8'               | must be a number
                    ''                | must be a number
                    true              | must be a number
                    [8]               | must be a number
                    {'lat':8}         | must be a number
                    0x8               | not JSON
                    08                | not JSON
                    +8                | not JSON
                    .8                | not JSON
                    8.                | not JSON
                    8f                | not JSON
                    8,'lat':8         | is there twice
                    """)
    void aNumberThatIsNone(String lat, String says) {
        assertRefused(order(good(lat)), 400, "pickup.lat", says);
    }

    @ParameterizedTest(name = "lat {0}")
    @CsvSource({"-0.0", "1e-400", "8", "8e0", "8.000000000000000000000000000001"})
    void aNumberThatIsOne(String lat) {
        assertTaken(good(lat));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    180.0001 east          | 8        | 180.0001  | 400 | pickup.lng | must be -180.0 to 180.0
                    180.0001 west          | 8        | -180.0001 | 400 | pickup.lng | must be -180.0 to 180.0
                    swapped, out of range  | -100     | 8         | 400 | pickup.lat | must be -90.0 to 90.0
                    swapped, in range      | 175      | 8         | 400 | pickup.lat | must be -90.0 to 90.0
                    swapped, on the earth  | -85      | 8         | 422 | pickup     | choose a place in it
                    swapped, on the edge   | -90      | 8         | 422 | pickup     | lat and lng seem to be swapped
                    nowhere                | 0        | 0         | 422 | pickup     | latitude -50.0 to 60.0
                    east of it             | 8        | -89.9999  | 422 | pickup     | outside the area
                    west of it             | 8        | 169.9999  | 422 | pickup     | outside the area
                    north of it            | 60.0001  | -100      | 422 | pickup     | outside the area
                    south of it            | -50.0001 | -100      | 422 | pickup     | outside the area
                    """)
    void aPlaceThatIsNone(
            String name, String lat, String lng, int status, String field, String says) {
        var body =
                "{'pickup':{'lat':%s,'lng':%s},'dropoff':{'lat':8,'lng':-100}}".formatted(lat, lng);
        assertRefused(order(body), status, field, says);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"8, 170", "8, -90", "8, 180", "8, -180", "60, -100", "-50, -100"})
    void aPlaceOnTheEdge(String lat, String lng) {
        var body =
                "{'pickup':{'lat':8,'lng':-100},'dropoff':{'lat':%s,'lng':%s}}".formatted(lat, lng);
        assertTaken(body);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a field left out      | {'dropoff':PLACE}                     | pickup      | is missing
                    one inside left out   | {'pickup':{'lat':8},'dropoff':PLACE}  | pickup.lng  | is missing
                    null for an object    | {'pickup':null,'dropoff':PLACE}       | pickup      | must not be null
                    a text for an object  | {'pickup':'8,-100','dropoff':PLACE}   | pickup      | must be an object
                    a list for an object  | {'pickup':[8,-100],'dropoff':PLACE}   | pickup      | must be an object
                    dropoff elsewhere     | {'pickup':PLACE,'dropoff':{'lat':91,'lng':0}} | dropoff.lat | must be -90.0 to 90.0
                    an unknown field      | {'pickup':PLACE,'dropoff':PLACE,'tip':1}  | tip         | unknown field tip; known are
                    a driver of one's own | {'pickup':PLACE,'dropoff':PLACE,'driverId':'x'}  | driverId | unknown field
                    a state of one's own  | {'pickup':PLACE,'dropoff':PLACE,'status':'DELIVERED'} | status | unknown field
                    an unknown one inside | {'pickup':{'lat':8,'lng':-100,'alt':1},'dropoff':PLACE} | pickup.alt | unknown field
                    an unknown kind       | {'pickup':PLACE,'dropoff':PLACE,'kind':'FLIGHT'} | kind     | one of DELIVERY, RIDE, TASK
                    a kind in lower case  | {'pickup':PLACE,'dropoff':PLACE,'kind':'ride'} | kind       | one of DELIVERY, RIDE, TASK
                    no kind               | {'pickup':PLACE,'dropoff':PLACE,'kind':''}  | kind        | one of DELIVERY, RIDE, TASK
                    a number for a kind   | {'pickup':PLACE,'dropoff':PLACE,'kind':1}   | kind        | one of DELIVERY, RIDE, TASK
                    a number for a text   | {'pickup':PLACE,'dropoff':PLACE,'note':7}   | note        | must be a string
                    a list for a text     | {'pickup':PLACE,'dropoff':PLACE,'note':['a']} | note      | must be a string
                    a key twice           | {'pickup':PLACE,'pickup':PLACE,'dropoff':PLACE} | pickup      | is there twice
                    NUL in a text         | {'pickup':PLACE,'dropoff':PLACE,'note':'a\\u0000b'} | note | control characters
                    an escape in a text   | {'pickup':PLACE,'dropoff':PLACE,'note':'\\u001b[2J'} | note | control characters
                    half a pair           | {'pickup':PLACE,'dropoff':PLACE,'note':'a\\ud800b'} | note | half of a surrogate pair
                    a pair the wrong way  | {'pickup':PLACE,'dropoff':PLACE,'note':'\\ude80\\ud83d'} | note | half of a surrogate pair
                    a bad escape          | {'pickup':PLACE,'dropoff':PLACE,'note':'\\x41'} | note       | not JSON
                    a tab as it is | {'pickup':PLACE,'dropoff':PLACE,'note':'a\tb'} | note        | not JSON
                    trailing comma        | {'pickup':PLACE,'dropoff':PLACE,}          | dropoff         | not JSON
                    a comment             | {'pickup':PLACE,/* here */'dropoff':PLACE} | pickup         | not JSON
                    garbage after it      | {'pickup':PLACE,'dropoff':PLACE} x         | -           | not JSON
                    two objects           | {'pickup':PLACE,'dropoff':PLACE}{}         | -           | nothing must come after
                    cut short             | {'pickup':PLACE,'dropoff':             | dropoff     | not JSON
                    nothing               | ``                                 | -           | a JSON body is needed
                    white space           | ` `                                | -           | a JSON value is needed
                    null                  | null                               | -           | a JSON body is needed
                    a list                | []                                 | -           | must be an object
                    a list with an object | [{'pickup':PLACE,'dropoff':PLACE}]         | -           | must be an object
                    a text                | 'x'                                | -           | must be an object
                    a number              | 7                                  | -           | must be an object
                    a form                | pickup=8%2C-100&dropoff=8%2C-100   | -           | not JSON
                    XML                   | <order/>                           | -           | not JSON
                    """)
    void aBodyThatIsNone(String name, String body, String field, String says) {
        var sent = body.replace("PLACE", "{'lat':8,'lng':-100}");
        assertRefused(order(sent), 400, field.equals("-") ? null : field, says);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"note, 500", "pickup.address, 300", "dropoff.address, 300"})
    void aTextThatIsTooLong(String field, int limit) {
        assertTaken(withText(field, "é".repeat(limit)));
        assertRefused(
                order(withText(field, "é".repeat(limit + 1))),
                400,
                field,
                "must have at most %d characters, not %d".formatted(limit, limit + 1));
    }

    private static String withText(String field, String text) {
        var order =
                "{'pickup':{'lat':8,'lng':-100,'address':'%s'},'dropoff':{'lat':8,'lng':-100,'address':'%s'},'note':'%s'}";
        return order.formatted(
                field.startsWith("pickup") ? text : "",
                field.startsWith("dropoff") ? text : "",
                field.equals("note") ? text : "");
    }

    @Test
    void whatPeopleWriteIsTaken() {
        var note = "שלום \\u202e to the left\\n\\t🚀 e\\u0301 '";
        var body = good("8").replace("}}", "},'note':'N'}").replace('\'', '"');
        assertTaken(BodyPublishers.ofString(body.replace("N", note)));
    }

    static Stream<Arguments> bytes() {
        var good = good("8").replace('\'', '"');
        return Stream.of(
                Arguments.of("UTF-8 cut in a character", with("\u00e9", "\u00c3"), 400, "UTF-8"),
                Arguments.of("Latin-1", with("\u00e9", "\u00e9"), 400, "UTF-8"),
                Arguments.of("overlong /", with("\u00e9", "\u00c0\u00af"), 400, "UTF-8"),
                Arguments.of("overlong NUL", with("\u00e9", "\u00c0\u0080"), 400, "UTF-8"),
                Arguments.of("half a pair", with("\u00e9", "\u00ed\u00a0\u0080"), 400, "UTF-8"),
                Arguments.of(
                        "beyond Unicode", with("\u00e9", "\u00f5\u0080\u0080\u0080"), 400, "UTF-8"),
                Arguments.of(
                        "byte order mark", utf("UTF-8", "\uFEFF" + good), 400, "byte order mark"),
                Arguments.of("UTF-16", utf("UTF-16", good), 400, "UTF-8"),
                Arguments.of("UTF-16 unmarked", utf("UTF-16LE", good), 400, "without NUL"),
                Arguments.of("UTF-32", utf("UTF-32", good), 400, "without NUL"),
                Arguments.of("NUL", with("\u00e9", "\0"), 400, "without NUL"),
                Arguments.of("NUL after it", utf("UTF-8", good + "\0"), 400, "without NUL"),
                Arguments.of(
                        "nested",
                        utf("UTF-8", "{\"pickup\":" + "[".repeat(101) + "]".repeat(101) + "}"),
                        400,
                        "must be an object"),
                Arguments.of(
                        "nested all the way", utf("UTF-8", "[".repeat(60_000)), 400, "an object"),
                Arguments.of(
                        "long digits",
                        utf("UTF-8", good.replace(":8,", ":8." + "1".repeat(2_000) + ",")),
                        400,
                        "a number"),
                Arguments.of(
                        "a long name",
                        utf("UTF-8", "{\"" + "n".repeat(50_000) + "\":1}"),
                        400,
                        "a name"),
                Arguments.of("a long text", text(20_000), 400, "too long"),
                Arguments.of("the most", text(64 * 1024 - 11), 400, "too long"),
                Arguments.of("the most and one", text(64 * 1024 - 10), 413, "65536 bytes"),
                Arguments.of("a text of 1 MB", text(1_000_000), 413, "65536 bytes"));
    }

    private static byte[] text(int length) {
        return utf("UTF-8", "{\"note\":\"" + "n".repeat(length) + "\"}");
    }

    private static byte[] utf(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    /** A good order whose note has these bytes, each as the character of its number. */
    private static byte[] with(String in, String bytes) {
        var body = good("8").replace("}}", "},'note':'" + in + "'}").replace('\'', '"');
        return body.replace(in, bytes).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytes")
    void bytesThatAreNoOrder(String name, byte[] body, int status, String says) {
        for (var publisher :
                List.of(
                        BodyPublishers.ofByteArray(body),
                        // Chunked, without its length.
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
            var got = order(publisher);
            var field = got.json().path("field").asString("-");
            assertRefused(got, status, field.equals("-") ? null : field, says);
        }
    }

    @Test
    void whatIsPackedIsNotUnpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 32; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        assertRefused(
                order(BodyPublishers.ofByteArray(packed.toByteArray()), "Content-Encoding", "gzip"),
                415,
                null,
                "without a Content-Encoding");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text/plain                            | as application/json, not as text/plain
                    application/x-www-form-urlencoded     | as application/json, not as application/x-www-form-urlencoded
                    multipart/form-data;boundary=b        | as application/json, not as multipart/form-data
                    application/xml                       | as application/json, not as application/xml
                    nonsense                              | as application/json
                    ``                                    | as application/json
                    """)
    void aBodyOfAnotherKind(String type, String says) {
        var request =
                request("/orders")
                        .header("Idempotency-Key", KEY)
                        .POST(BodyPublishers.ofString(good("8").replace('\'', '"')));
        assertRefused(
                send(type.isEmpty() ? request : request.header("Content-Type", type)),
                415,
                null,
                says);
    }

    @ParameterizedTest
    @CsvSource({"application/xml", "text/html", "image/png;q=0.5", "nonsense"})
    void whateverIsAcceptedTheAnswerIsJson(String accept) {
        var got = assertTaken(good("8"), "Accept", accept);
        assertThat(got.type()).startsWith("application/json");
        assertRefused(order(BodyPublishers.ofString("{"), "Accept", accept), 400, null, "not JSON");
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /swagger-ui/index.html             | text/html        | text/html
                    /swagger-ui/swagger-initializer.js | */*              | text/javascript
                    /swagger-ui/swagger-ui.css         | text/css         | text/css
                    /v3/api-docs                       | application/json | application/json
                    """)
    void whatIsNoJsonIsServedAsItIs(String path, String accept, String type) {
        var got = send(request(path).header("Accept", accept));
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.type()).startsWith(type);
    }

    @ParameterizedTest(name = "Idempotency-Key {0}")
    @CsvSource({"0, 400", "1, 202", "200, 202", "201, 400", "4000, 400"})
    void aKeyOfALength(int length, int status) {
        var got = keyed("k".repeat(length));
        assertThat(got.status()).isEqualTo(status);
        if (status != 202) {
            assertRefused(got, status, "Idempotency-Key", "must have 1 to 200 characters");
        }
    }

    private Got keyed(String key) {
        return send(
                request("/orders")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(good("8").replace('\'', '"'))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GET    | /orders?limit=0        | 400 | limit  | between 1 and 100
                    GET    | /orders?limit=-1       | 400 | limit  | between 1 and 100
                    GET    | /orders?limit=101      | 400 | limit  | between 1 and 100
                    GET    | /orders?limit=abc      | 400 | limit  | must be a whole number
                    GET    | /orders?limit=1.5      | 400 | limit  | must be a whole number
                    GET    | /orders?limit=1e1      | 400 | limit  | must be a whole number
                    GET    | /orders?limit=NaN      | 400 | limit  | must be a whole number
                    GET    | /orders?limit=99999999999 | 400 | limit | must be a whole number
                    GET    | /orders?status=LOST    | 400 | status | must be one of PLACED
                    GET    | /orders?cursor=x       | 400 | cursor | the page before ended with
                    GET    | /orders?cursor=zzzzzzzzzzz_00000000-0000-0000-0000-000000000000 | 400 | cursor | the page before ended with
                    GET    | /orders?cursor=-zzzzzzzzzzz_00000000-0000-0000-0000-000000000000 | 400 | cursor | the page before ended with
                    GET    | /orders?cursor=%00     | 400 | cursor | the page before ended with
                    GET    | /orders/42             | 400 | id     | must be a UUID
                    GET    | /orders/42/events      | 400 | id     | must be a UUID
                    POST   | /orders/42/cancel      | 400 | id     | must be a UUID
                    POST   | /orders/42/arrived     | 400 | id     | must be a UUID
                    GET    | /orders/00000000-0000-0000-0000-000000000000 | 404 | - | there is no order
                    POST   | /orders/00000000-0000-0000-0000-000000000000/cancel | 404 | - | there is no order
                    GET    | /nowhere               | 404 | -      | nothing at this path
                    GET    | /orders/42/nowhere     | 404 | -      | nothing at this path
                    DELETE | /orders                | 405 | -      | DELETE cannot be done here
                    PUT    | /orders/42             | 405 | -      | PUT cannot be done here, but GET
                    GET    | /orders/42/cancel      | 405 | -      | GET cannot be done here, but POST
                    BREW   | /orders                | 400 | -      | not well formed
                    GET    | /orders;a=b            | 400 | -      | not well formed
                    GET    | /orders/%2e%2e/x       | 400 | -      | not well formed
                    GET    | /orders/%0a            | 400 | -      | not well formed
                    GET    | //orders               | 400 | -      | not well formed
                    """)
    void aPathOrAMethodThatIsNone(
            String method, String path, int status, String field, String says) {
        var got = send(request(path).method(method, BodyPublishers.noBody()));
        assertRefused(got, status, field.equals("-") ? null : field, says);
    }

    @Test
    void aMethodThatIsNoneIsToldWhichAre() throws Exception {
        var got =
                CLIENT.send(
                        request("/orders").DELETE().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(got.headers().firstValue("Allow").orElse("")).contains("GET").contains("POST");
    }

    @ParameterizedTest(name = "reason {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    7          | must be a string
                    'a\\u0000' | control characters
                    {}         | must be a string
                    """)
    void aReasonThatIsNone(String reason, String says) {
        assertTaken(good("8"));
        var id = OrderCommandsService.orderId(new CustomerId(customer), KEY);
        var body = ("{'reason':" + reason + "}").replace('\'', '"');
        assertRefused(cancel(id, body), 400, "reason", says);
        assertRefused(
                cancel(id, "{\"reason\":\"" + "r".repeat(301) + "\"}"),
                400,
                "reason",
                "must have at most 300 characters, not 301");
    }

    private Got cancel(OrderId id, String body) {
        return send(
                request("/orders/" + id + "/cancel")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    static Stream<Arguments> raw() {
        return Stream.of(
                Arguments.of("no HTTP", "hello\r\n\r\n", 400),
                Arguments.of("another version", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", 505),
                Arguments.of("no host", "GET / HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Arguments.of("brackets in the path", get("/orders?a={b}|<c>", ""), 400),
                Arguments.of("a bad escape", get("/orders/%zz", ""), 400),
                Arguments.of("a slash in disguise", get("/orders%2f42", ""), 400),
                Arguments.of("a bad escape in the query", get("/orders?limit=%zz", ""), 400),
                Arguments.of("a long path", get("/" + "p".repeat(20_000), ""), 400),
                Arguments.of("a long header", get("/", "X: " + "x".repeat(20_000)), 400),
                Arguments.of("many headers", get("/", "X: x\r\n".repeat(200) + "Y: y"), 400),
                Arguments.of("a header without a colon", get("/", "nonsense"), 400),
                Arguments.of("a control in a header", keyedRaw("k\u0001k"), 400),
                Arguments.of("a C1 control in a key", keyedRaw("k\u0085k"), 400),
                Arguments.of("a length that is none", post("Content-Length: x", "{}"), 400),
                Arguments.of("a length below 0", post("Content-Length: -1", "{}"), 400),
                Arguments.of(
                        "two lengths", post("Content-Length: 2\r\nContent-Length: 3", "{}"), 400),
                Arguments.of(
                        "a chunk that is none", post("Transfer-Encoding: chunked", "zz\r\n"), 400),
                Arguments.of("another coding", post("Transfer-Encoding: br", "zz\r\n"), 501),
                Arguments.of("a trace", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405));
    }

    private static String get(String path, String header) {
        return "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\n%s\r\n\r\n"
                .formatted(path, header.isEmpty() ? "X: x" : header);
    }

    private static String post(String header, String body) {
        return "POST /orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/json\r\n%s\r\n\r\n%s"
                .formatted(header, body);
    }

    private static String keyedRaw(String key) {
        var body = good("8").replace('\'', '"');
        return post("Idempotency-Key: " + key + "\r\nContent-Length: " + body.length(), body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("raw")
    void bytesThatAreNoRequest(String name, String bytes, int status) throws IOException {
        String answer;
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) Scene.SOON.toMillis());
            socket.getOutputStream()
                    .write(
                            bytes.replace("TOKEN", token)
                                    .replace("\r\nHost:", "\r\nConnection: close\r\nHost:")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer)
                .containsIgnoringCase("content-type: application/problem+json")
                .containsPattern("\"detail\":\"[^\"]+\"")
                .doesNotContainIgnoringCase("<html", "tomcat", "apache", "\tat ", "\nServer:");
    }

    @Test
    void twoHundredAtOnceCostNoMemory() throws Exception {
        var huge = text(1_000_000);
        var deep = utf("UTF-8", "[".repeat(64 * 1024));
        Callable<Got> chunked =
                () -> order(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)));
        Callable<Got> nested = () -> order(BodyPublishers.ofByteArray(deep));
        long before = usedBytes();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var all = Collections.nCopies(100, List.of(chunked, nested));
            for (var got : threads.invokeAll(all.stream().flatMap(List::stream).toList())) {
                assertThat(got.get().status()).as(got.get().text()).isIn(400, 413);
            }
        }
        assertThat(usedBytes() - before).isLessThan(64L << 20);
    }

    private static long usedBytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
