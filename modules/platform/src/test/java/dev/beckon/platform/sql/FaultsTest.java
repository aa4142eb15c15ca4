package dev.beckon.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.platform.redis.RedisAwayException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault it is: a server's passes, an input's does not. */
class FaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "25P03", "40P01", "42P01", "53300", "57P01", "58030"})
    void aServersPasses(String state) {
        assertThat(Faults.passing(new IllegalStateException(new SQLException("", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22008", "23505", "P0001"})
    void anInputsDoesNot(String state) {
        assertThat(Faults.passing(new SQLException("", state))).isFalse();
    }

    @Test
    void whatTheClientsSay() {
        assertThat(Faults.passing(new CompletionException(new TimeoutException()))).isTrue();
        assertThat(Faults.passing(new RuntimeException(new ConnectException()))).isTrue();
        assertThat(Faults.passing(new RedisAwayException(null))).isTrue();
        assertThat(Faults.passing(new SerializationException())).isFalse();
        assertThat(Faults.passing(new IllegalArgumentException())).isFalse();
        assertThat(Faults.passing(null)).isFalse();
    }
}
