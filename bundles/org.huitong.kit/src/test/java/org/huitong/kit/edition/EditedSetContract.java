// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.huitong.api.audit.Deed.Difference;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Ticks;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.testkit.HeardAudit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a set of named things keeps to, whatever the database. */
interface EditedSetContract {
    Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    Form<String, Post, PostEntity> FORM = Form.of(Post::id, Post::version, Post::as, Post::title)
            .in(PostEntity.class, PostEntity::of, PostEntity::post, PostEntity::gone);
    EditedSet<String, Post, PostEntity> POSTS = EditedSet.named("posts", FORM, () -> NOW);
    Post HEAD = new Post("head", 0, "科长");

    Tables tables();

    private EditedShelf<String, Post> shelf() {
        return shelf(new HeardAudit());
    }

    private EditedShelf<String, Post> shelf(HeardAudit audit) {
        return new EditedShelf<>(tables().entities(), POSTS, audit, MINUTES);
    }

    Minutes<Post> MINUTES = new Minutes<>("posts.write", post -> Thing.of("post", post.id()), Post::title);

    /** What was done is noted with what it was; what was refused, or thrown at, is not. */
    @Test
    default void eachChangeIsNotedWhereItIsKept() {
        HeardAudit audit = new HeardAudit();
        EditedShelf<String, Post> shelf = shelf(audit);
        shelf.add(HEAD, by("anna"));
        shelf.add(HEAD, by("bob"));
        shelf.replace(HEAD.titled("处长"), by("bob"));
        assertThatThrownBy(() -> shelf.replace(HEAD.titled("局长"), by("carl"), before -> {
                    throw Problem.notFound(LocalText.of("不行", before.title()));
                }))
                .isInstanceOf(Problem.class);
        shelf.remove("head", by("carl"));
        assertThat(audit.lines())
                .containsExactly(
                        "anna posts.write post:head done",
                        "bob posts.write post:head done",
                        "carl posts.write post:head done");
        assertThat(audit.differences())
                .containsExactly(new Difference("", "科长"), new Difference("科长", "处长"), new Difference("处长", ""));
    }

    @BeforeEach
    default void begin() {
        tables().begin();
    }

    @Test
    default void whatIsNamedKeepsItsNameAndMayComeBack() {
        assertThat(shelf().newest()).isEqualTo(new Snapshot<Post>("posts-0", 0, List.of()));
        assertThat(shelf().add(HEAD, by("anna"))).isEqualTo(new Outcome.Done<>(1, HEAD.seen(1)));
        assertThat(shelf().add(HEAD, by("bob"))).isInstanceOf(Outcome.Taken.class);
        assertThat(shelf().remove("head", by("bob"))).isEqualTo(new Outcome.Done<>(2, HEAD.seen(2)));
        assertThat(shelf().item("head")).isEmpty();
        assertThat(shelf().remove("head", by("bob"))).isInstanceOf(Outcome.Missing.class);
        assertThat(shelf().add(HEAD.titled("处长"), by("carl"))).isInstanceOf(Outcome.Done.class);

        assertThat(shelf().version(1).orElseThrow().items()).containsExactly(HEAD.seen(1));
        assertThat(shelf().version(2).orElseThrow().items()).isEmpty();
        assertThat(shelf().newest())
                .isEqualTo(
                        new Snapshot<>("posts-3", 3, List.of(HEAD.titled("处长").seen(3))));
        assertThat(shelf().version(4)).isEmpty();
        assertThat(shelf().version(-1)).isEmpty();
        assertThat(shelf().changes(2))
                .containsExactly(
                        new Change(3, "posts-3", NOW, "carl", "+ 处长"), new Change(2, "posts-2", NOW, "bob", "− 科长"));
    }

    @Test
    default void whatMustBeThereOnceIsAskedForBeforeAnythingChanges() {
        Form<String, Post, PostEntity> once = FORM.unless((entities, post) -> POSTS.newest(entities).items().stream()
                .anyMatch(
                        other -> !other.id().equals(post.id()) && other.title().equals(post.title())));
        EditedSet<String, Post, PostEntity> posts = EditedSet.named("posts", once, () -> NOW);
        Post clerk = new Post("clerk", 0, "科员");
        List<Outcome<Post>> said = tables().entities()
                .write((manager, connection) -> List.of(
                        posts.add(manager, HEAD, "anna"),
                        posts.add(manager, clerk.titled("科长"), "anna"),
                        posts.add(manager, clerk, "anna"),
                        posts.replace(manager, clerk.titled("科长"), "anna"),
                        posts.replace(manager, HEAD, "anna")));
        assertThat(said)
                .containsExactly(
                        new Outcome.Done<>(1, HEAD.seen(1)),
                        new Outcome.Taken<>(),
                        new Outcome.Done<>(2, clerk.seen(2)),
                        new Outcome.Taken<>(),
                        new Outcome.Done<>(3, HEAD.seen(3)));
        assertThat(shelf().changes(9)).hasSize(3);
    }

    @Test
    default void theHistoryTellsALongNameInShort() {
        Post post = new Post("long", 0, "x" + "𠮷".repeat(249));
        shelf().add(post, by("anna"));
        assertThat(shelf().item("long").orElseThrow().title()).isEqualTo(post.title());
        assertThat(shelf().changes(1).get(0).what())
                .hasSizeBetween(398, 400)
                .startsWith("+ x𠮷")
                .endsWith("𠮷…");
    }

    @Test
    default void whatIsRefusedChangesNothingAndTheTransactionGoesOn() {
        shelf().add(HEAD, by("anna"));
        shelf().replace(HEAD.titled("处长"), by("bob"));
        List<Outcome<Post>> said = tables().entities()
                .write((manager, connection) -> List.of(
                        POSTS.replace(manager, HEAD.seen(1), "carl"),
                        POSTS.replace(manager, new Post("nobody", 0, "x"), "carl"),
                        POSTS.remove(manager, "head", 1, "carl"),
                        POSTS.add(manager, HEAD, "carl"),
                        POSTS.add(manager, new Post("clerk", 0, "科员"), "carl")));
        Outcome<Post> changed = new Outcome.Changed<>(HEAD.titled("处长").seen(2), "posts-2");
        assertThat(said)
                .containsExactly(
                        changed,
                        new Outcome.Missing<>(),
                        changed,
                        new Outcome.Taken<>(),
                        new Outcome.Done<>(3, new Post("clerk", 3, "科员")));
        assertThat(shelf().newest().items()).extracting(Post::id).containsExactly("clerk", "head");
        assertThat(shelf().changes(9)).hasSize(3);
    }

    @Test
    default void aChangeEndsWithItsTransaction() {
        assertThatThrownBy(() -> tables().entities().write((manager, connection) -> {
                    assertThat(POSTS.add(manager, HEAD, "anna")).isInstanceOf(Outcome.Done.class);
                    throw new IllegalStateException("the deed cannot be noted");
                }))
                .hasMessageContaining("cannot be noted");
        assertThat(shelf().newest()).isEqualTo(new Snapshot<Post>("posts-0", 0, List.of()));
        assertThat(shelf().changes(9)).isEmpty();
        assertThat(shelf().add(HEAD, by("bob"))).isEqualTo(new Outcome.Done<>(1, HEAD.seen(1)));
    }

    /** What another node changed is looked for by the tick, what this one did at once. */
    @Test
    default void whatIsInForceIsAtHandAndRenewed() {
        List<Runnable> looks = new ArrayList<>();
        List<Duration> pauses = new ArrayList<>();
        Ticks ticks = new Ticks() {
            @Override
            public Tick after(Duration pause, Runnable work) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Tick every(Duration pause, Runnable work) {
                pauses.add(pause);
                looks.add(work);
                return looks::clear;
            }
        };
        EditedShelf<String, Post> here = shelf();
        try (InForce<Post> inForce = new InForce<>(here, ticks)) {
            Snapshot<Post> first = inForce.now();
            assertThat(first.items()).isEmpty();
            shelf().add(HEAD, by("anna"));
            assertThat(inForce.now()).isSameAs(first);
            looks.get(0).run();
            Snapshot<Post> second = inForce.now();
            assertThat(second).isEqualTo(new Snapshot<>("posts-1", 1, List.of(HEAD.seen(1))));
            inForce.renew();
            assertThat(inForce.now()).as("nothing has changed").isSameAs(second);
            here.remove("head", by("anna"));
            inForce.renew();
            assertThat(inForce.now().items()).isEmpty();
        }
        assertThat(looks).as("it looks no more").isEmpty();
        assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    }

    /** Eight who have seen one version: one is right, and the others are told so. */
    @Test
    default void ofTwoWhoEditAtOnceOneIsToldSo() throws Exception {
        Post seen = ((Outcome.Done<Post>) shelf().add(HEAD, by("anna"))).item();
        ExecutorService editors = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                Post now = seen;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Outcome<Post>>> said = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String title = "第" + round + "-" + i;
                    Callable<Outcome<Post>> edit = () -> {
                        start.await();
                        return shelf().replace(now.titled(title), by("editor"));
                    };
                    said.add(editors.submit(edit));
                }
                start.countDown();
                List<Post> won = new ArrayList<>();
                for (Future<Outcome<Post>> one : said) {
                    Outcome<Post> outcome = one.get(60, TimeUnit.SECONDS);
                    if (outcome instanceof Outcome.Done<Post> done) {
                        won.add(done.item());
                    } else {
                        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
                    }
                }
                assertThat(won).hasSize(1);
                assertThat(shelf().item("head")).contains(won.get(0));
                seen = won.get(0);
            }
        } finally {
            editors.shutdownNow();
        }
        assertThat(shelf().changes(99)).extracting(Change::version).containsExactly(6, 5, 4, 3, 2, 1);
    }

    @Test
    default void whoAnswersACallIsGivenWhatWasDoneOrTheProblem() {
        LocalText what = LocalText.of("这个岗位", "post");
        Problem taken = new Problem(409, "post-taken", LocalText.of("已有", "There is one."));
        Outcome<Post> done = new Outcome.Done<>(1, HEAD);
        assertThat(done.orProblem(what, () -> taken).item()).isEqualTo(HEAD);
        assertThatThrownBy(() -> new Outcome.Taken<Post>().orProblem(what, () -> taken))
                .isSameAs(taken);
        assertThatThrownBy(() -> new Outcome.Missing<Post>().orProblem(what, () -> taken))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.status()).isEqualTo(404));
        assertThatThrownBy(() -> new Outcome.Changed<>(HEAD, "posts-7").orProblem(what, () -> taken))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.detail())
                        .isEqualTo(LocalText.of(
                                "这个岗位刚被别人改过（posts-7），请重新打开。",
                                "Somebody changed this post meanwhile (posts-7); load it again.")));
    }

    private static Doer by(String account) {
        return new Doer(account, account);
    }
}
