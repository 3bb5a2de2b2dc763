// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Conversation;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees and decides what. */
class OutboxResourceTest {
    private static final Asker ZHANG = new Asker("zhang", "张三", Optional.of("p-zhang"));
    private static final Asker LI = new Asker("li", "李四", Optional.of("p-li"));
    private static final Asker CLERK = new Asker("clerk", "发件员", Optional.empty());

    private final Post post = new Post(new DerbyStore());
    private final HeardAudit audit = new HeardAudit();
    private final OutboxResource resource = new OutboxResource(
            new LetterBox(post.shelf, post.enclosures, () -> Post.START, Post.ZONE),
            post.shelf,
            post.dispatcher,
            new GivenRights().give("clerk", OutboxResource.READ),
            null,
            post.enclosures,
            post.addresses,
            audit,
            new TestClock(Post.START));

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void aRoomShowsTheCallersOwnLettersAlone() {
        String own = post.post("hall", "张三写的");
        post.post(letter("li", true));
        post.post(letter("zhang", false));

        assertThat(resource.room("echo", "front", "hall", as(ZHANG)).items())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.id()).isEqualTo(own);
                    assertThat(shown.text()).contains("张三写的");
                });
    }

    @Test
    void aLetterOfOthersIsSeenByPermissionAndWithoutItsWords() {
        String own = post.post("hall", "张三写的");
        String notice = post.post(letter("zhang", false));

        assertThat(resource.one(own, as(ZHANG)).text()).isPresent();
        assertThat(resource.one(own, as(CLERK)).text()).isEmpty();
        assertProblem(404, () -> resource.one(own, as(LI)));
        assertProblem(404, () -> resource.one(notice, as(ZHANG)));
        assertThat(resource.one(notice, as(CLERK)).text()).isEmpty();
    }

    @Test
    void whatAGroupIsCalledIsToldToWhoeverWroteThere() {
        Letter letter = letter("zhang", true);
        Sheet sheet = new Sheet(
                letter.to(),
                letter.writing(),
                "张三",
                Optional.of(new Sheet.Place(
                        "acme",
                        new Conversation("hall", Conversation.Kind.GROUP, Optional.of("并购项目组")),
                        Optional.empty())),
                Optional.empty());
        String id = post.shelf.transactions().write(connection -> new LetterBox(
                        post.shelf, post.enclosures, () -> Post.START, Post.ZONE)
                .post(connection, letter, sheet));

        assertThat(resource.one(id, as(ZHANG)).toName()).contains("并购项目组");
        assertThat(resource.one(id, as(CLERK)).toName()).isEmpty();
        assertThat(resource.one(id, as(CLERK)).byName()).contains("张三");
    }

    @Test
    void whoDecidesIsNotedWithTheDecision() {
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post("hall", "请转告");
        post.plug(Post.Shaped.withoutKey(post.echo()));
        org.huitong.testkit.Eventually.until("nobody knows", () -> post.state(id) == State.UNKNOWN);

        assertProblem(404, () -> resource.decide(id, new OutboxResource.Decided("drop"), as(LI)));
        assertProblem(400, () -> resource.decide(id, new OutboxResource.Decided("perhaps"), as(CLERK)));
        assertThat(audit.lines()).isEmpty();
        resource.decide(id, new OutboxResource.Decided("drop"), as(CLERK));
        assertThat(post.state(id)).isEqualTo(State.REJECTED);
        assertThat(audit.lines()).containsExactly("clerk outbox.decide letter:" + id + " done");
        assertProblem(409, () -> resource.decide(id, new OutboxResource.Decided("drop"), as(CLERK)));
    }

    @Test
    void onlyWhatThePlatformSaysItHasTakenBackIsTakenBack() {
        Post.Retracting platform = new Post.Retracting(post.echo());
        post.plug(platform);
        String id = post.post("hall", "发错了");
        org.huitong.testkit.Eventually.until("it is sent", () -> post.state(id) == State.ACCEPTED);
        assertThat(resource.one(id, as(ZHANG)).recallable()).isTrue();
        assertThat(resource.one(id, as(CLERK)).recallable()).isFalse();
        assertProblem(404, () -> resource.recall(id, as(LI)));
        assertProblem(403, () -> resource.recall(id, as(CLERK)));
        assertThat(platform.asked()).isEmpty();

        platform.said().add(Step.failed(Step.Failure.REFUSED, LocalText.of("超过 24 小时", "older than 24 hours")));
        assertThatThrownBy(() -> resource.recall(id, as(ZHANG)))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.detail().zh()).isEqualTo("平台没有撤回：超过 24 小时"));
        assertThat(resource.one(id, as(ZHANG)).recalledAt()).isEmpty();
        assertThat(audit.lines()).isEmpty();

        platform.said().add(Step.done(true));
        assertThat(resource.recall(id, as(ZHANG)).recalledAt()).contains(Post.START);
        assertThat(platform.asked()).containsExactly("e-1 of hall", "e-1 of hall");
        assertThat(audit.lines()).containsExactly("zhang outbox.recall letter:" + id + " done");
        assertThat(post.state(id)).isEqualTo(State.ACCEPTED);
        assertProblem(409, () -> resource.recall(id, as(ZHANG)));
    }

    @Test
    void whereNothingIsTakenBackNobodyIsOfferedIt() {
        post.plug(post.echo());
        String id = post.post("hall", "发错了");
        org.huitong.testkit.Eventually.until("it is sent", () -> post.state(id) == State.ACCEPTED);
        assertThat(resource.one(id, as(ZHANG)).recallable()).isFalse();
        assertProblem(409, () -> resource.recall(id, as(ZHANG)));
    }

    @Test
    void aButtonThatIsNoneIsSaidToBeNone() {
        List<PostJson.ButtonJson> buttons = new ArrayList<>();
        buttons.add(null);
        PostJson card =
                new PostJson(null, null, null, new PostJson.CardJson("题", "文", buttons), null, null, null, null);
        assertProblem(400, () -> card.writing(file -> null));
    }

    private static Letter letter(String by, boolean spoken) {
        return new Letter(
                new To.Room("echo", "front", "hall"),
                new Writing.Text("不给张三看"),
                by,
                spoken,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertProblem(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }

    static SecurityContext as(Asker asker) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
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
}
