package dev.beckon.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Spread TEN = Spread.of(List.of(12.0, 10.0, 7.0));
    private static final Spread TWENTY = Spread.of(List.of(20.0));

    @Test
    void aSpreadIsMedianLeastAndMost() {
        assertThat(TEN).isEqualTo(new Spread(10, 7, 12));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("nothing was measured");
    }

    @Test
    void aTargetIsMetByTheMedianOrByItsRatioToTheLimit() {
        assertThat(row(new Target.AtLeast(10)).met()).isTrue();
        assertThat(row(new Target.AtLeast(10.1)).met()).isFalse();
        assertThat(row(new Target.AtMost(10)).met()).isTrue();
        assertThat(row(new Target.AtMost(9.9)).met()).isFalse();
        assertThat(row(new Target.RatioAtLeast(0.5)).met()).isTrue();
        assertThat(row(new Target.RatioAtLeast(0.51)).met()).isFalse();
        assertThat(row(new Target.RatioAtMost(0.5)).met()).isTrue();
        assertThat(row(new Target.RatioAtMost(0.49)).met()).isFalse();
        assertThat(row(new Target.AtMost(1)).ratio()).isEqualTo(0.5);
    }

    @Test
    void howFarATargetIsReachedIsMoreTheBetterItIs() {
        assertThat(row(new Target.AtLeast(40)).reached()).isEqualTo(0.25);
        assertThat(row(new Target.AtMost(5)).reached()).isEqualTo(0.5);
        assertThat(row(new Target.RatioAtLeast(0.25)).reached()).isEqualTo(2);
        assertThat(row(new Target.RatioAtMost(1)).reached()).isEqualTo(2);
    }

    @Test
    void aRatioNeedsALimit() {
        assertThatThrownBy(() -> new Row("202", "/s", TEN, null, new Target.RatioAtLeast(1), null))
                .hasMessageContaining("the ratio of 202 has no limit");
        assertThat(new Row("202", "/s", TEN, null, new Target.AtLeast(1), null).ratio()).isNull();
    }

    private static Row row(Target target) {
        return new Row("goal", "/s", TEN, TWENTY, target, null);
    }
}
