// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.Test;

class LinePipeTest {
    @Test
    void whatWasEndedIsNotTakenForAliveWhileTheMachineIsAboutIt() throws IOException {
        for (int i = 0; i < 10; i++) {
            LinePipe pipe = LinePipe.start(List.of("sleep", "600"), "test");
            assertThat(pipe.isAlive()).isTrue();
            pipe.ask(List.of("anything"), Duration.ofMillis(10));
            assertThatThrownBy(pipe::answer).isInstanceOf(Gone.class);
            assertThat(pipe.isAlive()).isFalse();
            Eventually.until("the machine has ended it", () -> ProcessHandle.of(pipe.pid())
                    .isEmpty());
        }
    }
}
