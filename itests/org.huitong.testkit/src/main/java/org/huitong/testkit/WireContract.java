// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Message;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One file for each kind of message: what comes in, and what it says. A connector's test implements this. */
public interface WireContract {
    /** The call that brings the sample to the account {@code test}, made anew. */
    Callback call(WireSample sample);

    /** The one delivery of a call. */
    Delivery delivery(Callback call);

    /** The one message of a call. */
    Message message(Callback call);

    @TestFactory
    default Stream<DynamicTest> saysWhatItSays() {
        return WireSample.all().stream().map(sample -> dynamicTest(sample.file(), () -> saysWhatItSays(sample)));
    }

    private void saysWhatItSays(WireSample sample) {
        JsonNode says = sample.says();

        Message message = message(call(sample));

        assertThat(message.content().type().word()).isEqualTo(text(says, "type"));
        assertThat(message.content().event().orElse("")).isEqualTo(text(says, "event"));
        assertThat(message.content().text().orElse("")).isEqualTo(text(says, "text"));
        assertThat(message.content().attachments().stream().map(WireContract::show))
                .containsExactlyElementsOf(texts(says.required("attachments")));
        assertThat(message.sender().id()).isEqualTo(text(says, "sender"));
        assertThat(message.sender().name().orElse("")).isEqualTo(text(says, "name"));
        assertThat(message.conversation().id()).isEqualTo(text(says, "conversation"));
        assertThat(message.conversation().kind()).hasToString(text(says, "kind"));
        assertThat(message.conversation().title().orElse("")).isEqualTo(text(says, "title"));
        assertThat(message.key().tenant()).isEqualTo(text(says, "tenant"));
        assertThat(message.key().nativeId()).matches(Vectors.pattern(text(says, "nativeId")));
        assertThat(message.sentAt()).hasToString(text(says, "sentAt"));
        assertThat(message.order()).isEqualTo(message.sentAt().toEpochMilli());
        assertThat(message.account()).isEqualTo("test");
        assertThat(delivery(call(sample)).id()).isEqualTo(delivery(call(sample)).id());
    }

    private static String show(Attachment attachment) {
        StringBuilder out = new StringBuilder(attachment.type().word() + " " + attachment.reference());
        attachment.name().ifPresent(name -> out.append(' ').append(name));
        attachment.durationMillis().ifPresent(ms -> out.append(' ').append(ms).append(" ms"));
        return out.toString();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String text(JsonNode says, String name) {
        return says.required(name).asText();
    }
}
