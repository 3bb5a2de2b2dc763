// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.finding.Change;
import org.huitong.api.finding.Findings;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Event;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.Masked;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.query.Trace;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesResourceTest {
    private static final Asker READER = new Asker("ming", "小明", Optional.empty());
    private static final Asker STRANGER = new Asker("lei", "小雷", Optional.empty());
    private static final Instant SENT = Instant.parse("2026-03-01T00:00:00Z");
    private static final LocalText TITLE = LocalText.of("卡片", "Card");
    private static final MessageView VIEW = new MessageView(
            7,
            new Message(
                    new MessageKey("wecom", "ww1", "m1"),
                    "sales",
                    new Conversation("c1", Conversation.Kind.GROUP, Optional.of("生产群")),
                    Sender.person("u1", "王工").alias("on_1"),
                    List.of(Addressee.of("u2", "李工")),
                    new Content(
                            MessageType.FILE,
                            Optional.of("> 原话"),
                            List.of(new Attachment(
                                    MessageType.FILE,
                                    "ref",
                                    Optional.of("图纸.pdf"),
                                    OptionalLong.of(2048),
                                    OptionalLong.empty())),
                            Optional.of(new Event("card", TITLE)),
                            Optional.of(new Unavailable(
                                    Unavailable.Reason.EXPIRED, LocalText.of("媒体编号已过期", "media id ran out"))),
                            Optional.of(new Quote(
                                    Optional.of("m0"),
                                    Optional.of(Sender.person("s1").of("ww2")),
                                    "原话")),
                            List.of(Addressee.named("张三")),
                            List.of("https://a.example/b"),
                            Optional.of(new Action(Optional.of("task"), "agree"))),
                    Optional.of("m0"),
                    SENT,
                    1,
                    "{\"secret\":\"payload\"}"),
            SENT.plusSeconds(1),
            2,
            true,
            List.of(
                    new Finding(
                            "rules",
                            3,
                            "r9",
                            Set.of(
                                    Mark.of(Mark.Kind.PRIORITY, "high"),
                                    Mark.of(Mark.Kind.TAG, "投诉"),
                                    Mark.of(Mark.Kind.RULE, "客户投诉"))),
                    new Finding("mapping", 1, "m2", Set.of(Mark.of(Mark.Kind.DEPARTMENT, "生产部")))));

    private final OneMessageDoor door = new OneMessageDoor();
    private final MessagesResource resource = new MessagesResource(door, new NoFindings());

    @Test
    void aMessageSaysWhatTheContractNames() {
        MessageJson json = resource.one(VIEW.message().id().value(), as(READER));

        assertThat(json)
                .isEqualTo(new MessageJson(
                        VIEW.message().id().value(),
                        7,
                        "wecom",
                        "ww1",
                        "sales",
                        "c1",
                        Optional.of("生产群"),
                        "group",
                        "m1",
                        new MessageJson.Sender("u1", List.of("u1", "on_1"), "ww1", "person", Optional.of("王工")),
                        List.of(new MessageJson.Addressee(
                                Optional.of("u2"), List.of("u2"), Optional.empty(), Optional.of("李工"))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("生产部"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        "file",
                        Optional.of("> 原话"),
                        Optional.of(new MessageJson.Event("card", TITLE)),
                        Optional.of(new MessageJson.Quote(
                                Optional.of("m0"),
                                Optional.of(new MessageJson.Sender(
                                        "s1@ww2", List.of("s1@ww2"), "ww2", "customer", Optional.empty())),
                                "原话")),
                        List.of("https://a.example/b"),
                        List.of(new MessageJson.Addressee(
                                Optional.empty(), List.of(), Optional.empty(), Optional.of("张三"))),
                        Optional.of(new MessageJson.Action(Optional.of("task"), "agree")),
                        Optional.of("m0"),
                        Optional.empty(),
                        List.of(new MessageJson.File(
                                "file", "ref", Optional.of("图纸.pdf"), Optional.of(2048L), Optional.empty())),
                        "high",
                        List.of("投诉"),
                        List.of("客户投诉"),
                        Optional.empty(),
                        SENT,
                        SENT.plusSeconds(1),
                        2,
                        true,
                        Optional.of(
                                new MessageJson.Unavailable("expired", LocalText.of("媒体编号已过期", "media id ran out"))),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void whereSomethingIsMaskedItSaysSo() {
        Masked mask = new Masked("text", 3, 5);
        MessageJson json = MessageJson.of(VIEW.shown(VIEW.message(), List.of(mask)), id -> Optional.empty());
        assertThat(json.masked()).contains(List.of(mask));
    }

    @Test
    void nothingIsRevealedWithoutAReasonOrTheRight() {
        String id = VIEW.message().id().value();
        for (String none : new String[] {null, "", " \t", "为".repeat(201)}) {
            assertThatThrownBy(() -> resource.reveal(id, new MessagesResource.Why(none), as(READER)))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(400));
        }
        assertThatThrownBy(() -> resource.reveal(id, null, as(READER))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> resource.reveal(id, new MessagesResource.Why("核对退款"), as(STRANGER)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
        assertThat(resource.reveal(id, new MessagesResource.Why("核对退款"), as(READER)))
                .isEqualTo(resource.one(id, as(READER)));
    }

    @Test
    void whatIsKnownByAnIdHasItsName() {
        MessageJson json = MessageJson.of(VIEW, id -> id.equals("生产部") ? Optional.of("Production") : Optional.empty());

        assertThat(json.names()).containsExactly(Map.entry("生产部", "Production"));
    }

    @Test
    void theTraceCarriesEveryFinding() {
        TraceJson trace = resource.trace(VIEW.message().id().value(), as(READER));

        assertThat(trace.steps())
                .containsExactly(
                        new TraceJson.Step("received", "sales", "signature right", Optional.of(SENT)),
                        new TraceJson.Step("owed", "people", "stage away", Optional.empty()));
        assertThat(trace.findings().get(0))
                .isEqualTo(new TraceJson.Judgement(
                        "rules",
                        3,
                        "r9",
                        List.of(
                                new TraceJson.Said("priority", "high"),
                                new TraceJson.Said("tag", "投诉"),
                                new TraceJson.Said("rule", "客户投诉")),
                        List.of()));
    }

    @Test
    void versionsComeAsTheDoorGivesThem() {
        assertThat(resource.versions(VIEW.message().id().value(), as(READER)).items())
                .hasSize(2);
    }

    @Test
    void nobodyReadsWhatTheyMayNotSee() {
        String id = VIEW.message().id().value();
        resource.read(id, as(READER));
        assertThat(door.read).containsExactly(VIEW.message().id());
        assertThat(catchThrowableOfType(Problem.class, () -> resource.read(id, as(STRANGER)))
                        .status())
                .isEqualTo(404);
        assertThat(door.read).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-id", "AAAAAAAAAAAAAAAAAAAAAA", "图纸", "\u0000"})
    void whatIsNotThereIsNotFound(String id) {
        Problem problem = catchThrowableOfType(Problem.class, () -> resource.one(id, as(READER)));

        assertThat(problem.status()).isEqualTo(404);
    }

    @Test
    void whatMayNotBeSeenLooksTheSame() {
        String id = VIEW.message().id().value();

        assertThat(catchThrowableOfType(Problem.class, () -> resource.one(id, as(STRANGER))))
                .hasMessage(catchThrowableOfType(Problem.class, () -> resource.one("no-such-id", as(STRANGER)))
                        .getMessage());
        assertThat(catchThrowableOfType(Problem.class, () -> resource.versions(id, as(STRANGER)))
                        .status())
                .isEqualTo(404);
        assertThat(catchThrowableOfType(Problem.class, () -> resource.trace(id, as(STRANGER)))
                        .status())
                .isEqualTo(404);
    }

    private static SecurityContext as(Asker asker) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return asker.equals(READER);
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "test";
            }
        };
    }

    /** Holds one message, for the reader alone. */
    private static final class OneMessageDoor implements MessageDoor {
        private final List<MessageId> read = new ArrayList<>();

        @Override
        public Reading<Listing> list(Asker asker, MessageQuery query) {
            return maySee(asker, VIEW.message().id())
                    ? new Reading.Granted<>(new Listing(List.of(VIEW), Optional.of("7")))
                    : new Reading.Denied<>(LocalText.of("没有权限", "messages.read.all is missing"));
        }

        @Override
        public Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit) {
            return maySee(asker, VIEW.message().id())
                    ? new Reading.Granted<>(new Rooms(List.of(new Room(VIEW, 99)), OptionalLong.of(7)))
                    : new Reading.Denied<>(LocalText.of("没有权限", "messages.read is missing"));
        }

        @Override
        public void read(Asker asker, MessageId upTo) {
            read.add(upTo);
        }

        @Override
        public Optional<MessageView> find(Asker asker, MessageId id) {
            return maySee(asker, id) ? Optional.of(VIEW) : Optional.empty();
        }

        @Override
        public List<MessageView> versions(Asker asker, MessageId id) {
            return maySee(asker, id) ? List.of(VIEW, VIEW) : List.of();
        }

        @Override
        public Optional<Trace> trace(Asker asker, MessageId id) {
            return maySee(asker, id)
                    ? Optional.of(new Trace(
                            id,
                            List.of(
                                    new Trace.Step("received", "sales", "signature right", SENT),
                                    new Trace.Step("owed", "people", "stage away", null))))
                    : Optional.empty();
        }

        @Override
        public Revelation reveal(Asker asker, MessageId id, String reason) {
            return maySee(asker, id)
                    ? new Revelation.Whole(VIEW)
                    : new Revelation.Denied(LocalText.of("没有权限", "messages.reveal is missing"));
        }

        @Override
        public boolean maySee(Asker asker, MessageId id) {
            return asker.equals(READER) && id.equals(VIEW.message().id());
        }
    }

    /** Nobody says anything here. */
    private static final class NoFindings implements Findings {
        @Override
        public Outcome say(Asker asker, MessageId id, Change change) {
            return new Outcome.Missing();
        }

        @Override
        public Optional<LocalText> objection(Asker asker, Change change) {
            return Optional.empty();
        }

        @Override
        public Step sayOfMany(
                Asker asker, String piece, Filter filter, Change change, OptionalLong before, boolean only) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Step takeBack(Asker asker, String piece, Change said, long after) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Step judgeAnew(Asker asker, String stage, long after, long upTo, boolean only) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long placeBefore(Instant time) {
            return 0;
        }

        @Override
        public long head() {
            return 0;
        }
    }
}
