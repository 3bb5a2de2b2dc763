// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.MessageRecaller;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.outbox.Writing;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A sender is a table: from what is to be sent and the trail, the next step. The table is {@code sends.json} beside the
 * tests: {@code settings} of the account, and {@code rows}, each with a name, what is done ({@code send}, {@code renew},
 * {@code receipt}, {@code recall}), to whom, what ({@code text}, {@code markdown}, {@code card} or {@code file}), a token and a reply where there are any,
 * with the note that went before it, and the step that is expected of it.
 */
public interface SenderContract {
    /** The connector as the runtime makes it, with these settings; secrets in the sealed form of {@link Wax}. */
    MessageSender sender(Map<String, String> settings);

    @TestFactory
    default Stream<DynamicTest> saysWhatIsToBeDone() {
        JsonNode table = SenderRow.table();
        return StreamSupport.stream(table.required("rows").spliterator(), false)
                .map(row -> dynamicTest(row.required("name").asText(), () -> {
                    Map<String, String> settings = SenderRow.texts(table.path("settings"));
                    settings.putAll(SenderRow.texts(row.path("settings")));
                    SenderRow.judge(sender(settings), row);
                }));
    }

    /** What is asked of an account nobody has configured is no exception. */
    @Test
    default void saysWhatToMendWhereNothingIsConfigured() {
        assertThat(sender(Map.of()).abilities().problem()).isPresent();
    }

    /** Reading rows of the table; no part of the contract. */
    final class SenderRow {
        private static final Instant AT = Instant.parse("2026-11-29T08:00:00Z");

        private SenderRow() {}

        private static JsonNode table() {
            try {
                return new ObjectMapper()
                        .readTree(Path.of("src/test/resources/sends.json").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, String> texts(JsonNode object) {
            Map<String, String> texts = new HashMap<>();
            object.properties().forEach(p -> texts.put(p.getKey(), p.getValue().asText()));
            return texts;
        }

        private static void judge(MessageSender sender, JsonNode row) throws IOException {
            assertThat(sender.abilities().problem()).isEmpty();
            Optional<Token> token = row.has("token")
                    ? Optional.of(new Token(row.get("token").asText(), Duration.ofHours(2)))
                    : Optional.empty();
            Trail trail = Trail.beginning(token);
            if (row.has("reply")) {
                JsonNode reply = row.get("reply");
                JsonNode body = reply.path("body");
                String text = body.isTextual() ? body.asText() : body.toString();
                trail = trail.then(
                        row.path("note").asText(),
                        new Reply(
                                reply.path("status").asInt(200),
                                texts(reply.path("headers")),
                                text.getBytes(StandardCharsets.UTF_8)));
            }
            Step<?> step =
                    switch (row.path("do").asText("send")) {
                        case "renew" -> ((Credentials) sender).renew(trail);
                        case "receipt" -> sender.receipt(row.required("id").asText(), trail);
                        case "recall" -> ((MessageRecaller) sender)
                                .recall(row.required("id").asText(), target(row), trail);
                        default -> sender.send(outgoing(row), trail);
                    };
            compare(step, row.required("step"));
        }

        private static Outgoing outgoing(JsonNode row) {
            Outgoing.Target target = target(row);
            Writing writing = writing(row);
            JsonNode old = row.path("replaces");
            return new Outgoing(
                    "key-1",
                    target,
                    writing,
                    AT,
                    0,
                    old.isMissingNode()
                            ? Outgoing.Topic.NONE
                            : new Outgoing.Topic(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(new Outgoing.Replaced(
                                            old.required("key").asText(),
                                            old.path("id").asText(),
                                            old.path("press").asText(),
                                            old.path("code").asText()))),
                    writing instanceof Writing.File
                            ? Optional.of(() -> new ByteArrayInputStream(new byte[0]))
                            : Optional.empty());
        }

        private static Outgoing.Target target(JsonNode row) {
            JsonNode to = row.required("to");
            return to.has("user")
                    ? new Outgoing.Target(
                            Outgoing.Target.Kind.USER, to.get("user").asText())
                    : new Outgoing.Target(
                            Outgoing.Target.Kind.ROOM, to.required("room").asText());
        }

        private static Writing writing(JsonNode row) {
            if (row.has("markdown")) {
                return new Writing.Markdown("标题", row.get("markdown").asText());
            }
            if (row.has("card")) {
                JsonNode card = row.get("card");
                return new Writing.Card(
                        card.required("title").asText(),
                        card.required("text").asText(),
                        StreamSupport.stream(card.path("facts").spliterator(), false)
                                .map(f -> new Writing.Fact(
                                        f.required("name").asText(),
                                        f.required("value").asText()))
                                .toList(),
                        StreamSupport.stream(card.path("buttons").spliterator(), false)
                                .map(b -> new Writing.Button(
                                        b.required("label").asText(),
                                        b.path("choice").asText(),
                                        Optional.ofNullable(b.path("link").textValue()),
                                        Writing.Style.valueOf(b.path("style").asText("PLAIN")),
                                        Optional.ofNullable(b.path("says").textValue())))
                                .toList(),
                        "");
            }
            if (row.has("file")) {
                JsonNode file = row.get("file");
                return new Writing.File(
                        "t/own",
                        file.required("name").asText(),
                        file.required("type").asText(),
                        file.path("bytes").asLong(1_000),
                        "ab");
            }
            return new Writing.Text(row.path("text").asText("你好"));
        }

        private static void compare(Step<?> step, JsonNode expected) throws IOException {
            String kind = expected.properties().iterator().next().getKey();
            JsonNode value = expected.get(kind);
            switch (kind) {
                case "ask" -> {
                    Step.Ask<?> ask = (Step.Ask<?>) step;
                    call(ask.call(), value);
                    assertThat(ask.note()).isEqualTo(expected.path("note").asText());
                }
                case "done" -> done(((Step.Done<?>) step).value(), value);
                case "later" -> {
                    Step.Later<?> later = (Step.Later<?>) step;
                    assertThat(later.after()).isEqualTo(Duration.ofSeconds(value.asInt()));
                    assertThat(later.hold().name())
                            .isEqualTo(expected.path("hold").asText("ACCOUNT"));
                }
                default -> {
                    assertThat(step).isInstanceOf(Step.Failed.class);
                    assertThat(((Step.Failed<?>) step).failure().name()).isEqualTo(value.asText());
                }
            }
        }

        private static void call(Call call, JsonNode expected) throws IOException {
            assertThat(call.method()).isEqualTo(expected.path("method").asText("POST"));
            assertThat(call.address()).hasToString(expected.required("address").asText());
            assertThat(call.harmless()).isEqualTo(expected.path("harmless").asBoolean());
            texts(expected.path("headers"))
                    .forEach((name, text) -> assertThat(call.headers()).containsEntry(name, text));
            assertThat(call.upload().isPresent()).isEqualTo(expected.has("upload"));
            if (expected.has("upload")) {
                JsonNode upload = expected.get("upload");
                Call.Upload made = call.upload().orElseThrow();
                assertThat(made.field()).isEqualTo(upload.required("field").asText());
                assertThat(made.name()).isEqualTo(upload.required("name").asText());
                assertThat(made.fields()).isEqualTo(texts(upload.path("fields")));
            }
            if (expected.has("body")) {
                assertThat(new ObjectMapper().readTree(call.body())).isEqualTo(expected.get("body"));
            }
        }

        private static void done(Object value, JsonNode expected) {
            if (value instanceof Sent sent) {
                assertThat(sent.nativeId()).isEqualTo(expected.path("id").asText());
                assertThat(sent.message()).isEqualTo(expected.path("message").asBoolean());
                assertThat(sent.change().map(Sent.Change::holds).map(Duration::toHours))
                        .isEqualTo(Optional.of(expected.path("changedFor").asLong())
                                .filter(hours -> hours > 0));
                assertThat(sent.change().map(Sent.Change::code).orElse(""))
                        .isEqualTo(expected.path("changedBy").asText());
            } else if (value instanceof Token token) {
                assertThat(token.value()).isEqualTo(expected.required("token").asText());
                assertThat(token.lasts().toSeconds())
                        .isEqualTo(expected.required("lasts").asLong());
            } else if (value instanceof Boolean) {
                assertThat(value).isEqualTo(expected.asBoolean());
            } else {
                assertThat(((Receipt) value).state().name()).isEqualTo(expected.asText());
            }
        }
    }
}
