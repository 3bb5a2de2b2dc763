// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 1000, bytes 0-999/1000",
        "bytes=0-0, 0, 1, bytes 0-0/1000",
        "bytes=200-299, 200, 100, bytes 200-299/1000",
        "bytes=900-5000, 900, 100, bytes 900-999/1000",
        "bytes=-1, 999, 1, bytes 999-999/1000",
        "bytes=-5000, 0, 1000, bytes 0-999/1000",
    })
    void oneStretchIsGiven(String range, long from, long length, String said) {
        assertThat(Span.of(range, 1000)).isEqualTo(new Span.Wish.Part(new Span(from, length)));
        assertThat(new Span(from, length).of(1000)).isEqualTo(said);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=-", "bytes=5-3", "bytes=0-1,5-6", "lines=1-2", "bytes=9999999999999999999-"})
    void whatCannotBeReadOrIsManyIsTheWholeFile(String range) {
        assertThat(Span.of(range, 1000)).isEqualTo(new Span.Wish.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void whereNothingLiesNothingIsGiven(String range) {
        assertThat(Span.of(range, 1000)).isEqualTo(new Span.Wish.Beyond());
    }
}
