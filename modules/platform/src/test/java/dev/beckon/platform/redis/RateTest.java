package dev.beckon.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.convert.support.DefaultConversionService;

class RateTest {

    @Test
    void isReadAsSettingsHaveIt() {
        assertThat(Rate.of("20/1m")).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
        assertThat(Rate.of(" 5 / 10s ")).isEqualTo(new Rate(5, Duration.ofSeconds(10)));
        assertThat(DefaultConversionService.getSharedInstance().convert("7/2h", Rate.class))
                .isEqualTo(new Rate(7, Duration.ofHours(2)));
        assertThat(Rate.of("600/5m")).hasToString("600 in 5m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "/1m", "20/", "0/1m", "-1/1m", "20/0s", "20/soon", "x/1m"})
    void anythingElseIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> Rate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no rate");
    }
}
