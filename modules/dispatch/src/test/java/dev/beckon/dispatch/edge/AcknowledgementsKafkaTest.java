package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.platform.time.RepeatedService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for ever, whatever becomes of the producer. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcknowledgementsKafkaTest {

    private final AcknowledgementsKafka acknowledgements =
            new AcknowledgementsKafka(Duration.ofMillis(100));

    private final RepeatedService looks =
            new RepeatedService("looks", Duration.ofMillis(10), acknowledgements::look);

    @BeforeEach
    void start() {
        looks.start();
    }

    @AfterEach
    void stop() {
        looks.stop();
    }

    @Test
    void whatNeverComesIsGivenUp() {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> assertGivenUp(first));
        assertGivenUp(second);
        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class);
    }

    private void assertGivenUp(CompletableFuture<String> acknowledged) {
        assertThatThrownBy(() -> acknowledgements.await(acknowledged))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void whatHasComeIsNot() {
        var acknowledged = CompletableFuture.completedFuture("at 5");
        assertThatCode(() -> acknowledgements.await(acknowledged)).doesNotThrowAnyException();
    }
}
