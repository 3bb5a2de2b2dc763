// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Places;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(1, LocalText.of("忙", "Busy"));

    @Test
    void whoWaitsGetsThePlaceThatIsGivenBack() throws InterruptedException {
        CountDownLatch in = new CountDownLatch(1);
        Places.Place first = places.take();
        Thread second = new Thread(() -> {
            try (Places.Place place = places.take()) {
                in.countDown();
            }
        });
        second.start();
        assertThat(in.getCount()).isOne();
        first.close();
        assertThat(in.await(30, TimeUnit.SECONDS)).isTrue();
        second.join();
        places.take().close();
    }

    @Test
    void whoIsInterruptedIsToldToComeAgainAndTakesNoPlaceAlong() throws InterruptedException {
        AtomicReference<Problem> told = new AtomicReference<>();
        try (Places.Place first = places.take()) {
            Thread second = new Thread(() -> {
                Thread.currentThread().interrupt();
                try (Places.Place place = places.take()) {
                    throw new AssertionError("there was none");
                } catch (Problem busy) {
                    told.set(busy);
                }
            });
            second.start();
            second.join();
        }
        assertThat(told.get().status()).isEqualTo(503);
        assertThat(told.get().word()).isEqualTo("busy");
        places.take().close();
    }
}
