// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.huitong.testkit.SenderContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericSendsTest implements SenderContract {
    @Override
    public MessageSender sender(Map<String, String> settings) {
        return Portal.connector(settings);
    }

    @ParameterizedTest
    @CsvSource({"0, PT10S", "1, PT30S", "2, PT5M", "3, PT1H", "4, PT6H", "5,"})
    void waitsLongerEachTimeAndThenGivesUp(int tried, String wait) {
        Outgoing letter = new Outgoing(
                "k",
                new Outgoing.Target(Outgoing.Target.Kind.ROOM, "hall"),
                new Writing.Text("你好"),
                Portal.NOW,
                tried,
                Outgoing.Topic.NONE);
        Step<?> step = Portal.connector()
                .send(
                        letter,
                        Trail.beginning(Optional.empty())
                                .then("", new Reply(503, Map.of(), "<html>".getBytes(StandardCharsets.UTF_8))));

        if (wait == null) {
            assertThat(((Step.Failed<?>) step).failure()).isEqualTo(Step.Failure.REFUSED);
        } else {
            assertThat(((Step.Later<?>) step).after()).isEqualTo(Duration.parse(wait));
        }
    }
}
