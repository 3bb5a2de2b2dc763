// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.testkit.Eventually.until;

import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.operation.Check;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.web.Problem;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored hub sends nothing until somebody has said what becomes of what waits. */
class StandstillTest {
    private static final SecurityContext ADMIN = new SecurityContext() {
        @Override
        public Principal getUserPrincipal() {
            return new Asker("admin", "管理员", Optional.empty());
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
            return "session";
        }
    };

    @TempDir
    Path data;

    private final HeardAudit audit = new HeardAudit();
    private final Post post = new Post(new DerbyStore());
    private Path mark;
    private StandstillResource resource;

    @BeforeEach
    void restore() throws IOException {
        mark = Files.createFile(data.resolve("restored"));
        start();
        post.plug(post.echo());
    }

    private void start() {
        post.dispatcher.close();
        post.standstill = new Standstill(mark);
        post.open();
        resource =
                new StandstillResource(post.standstill, post.shelf, post.dispatcher, audit, new TestClock(Post.START));
    }

    @AfterEach
    void close() {
        post.close();
    }

    private String waits() {
        String id = post.post("hall", "昨天的提醒");
        post.pass(Duration.ofMinutes(1));
        return id;
    }

    private static Letter late() {
        return new Letter(
                new To.Room("echo", "front", "hall"),
                new Writing.Text("太晚"),
                "tasks",
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Post.START));
    }

    @Test
    void nothingLeavesAlsoAfterAnotherStartAndEverybodySeesWhy() {
        String id = waits();
        start();
        // What is of no use any more is found behind what is due: then both were looked at.
        String late = post.post(late());
        // The first look of all may have been before it: the next one is a minute later.
        post.pass(Duration.ofMinutes(1));
        until("it was looked at", () -> post.state(late) == State.REJECTED);
        assertThat(post.dispatcher.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(post.dispatcher.outlook(post.row(id)).reason()).contains(Standstill.WHY);
        assertThat(post.state(id)).isEqualTo(State.WAITING);
        assertThat(post.platform.texts()).isEmpty();
        assertThat(resource.state().holds()).isTrue();
    }

    @Test
    void whatWaitsIsDecidedOfOneByOneAndNewLettersLeave() {
        String id = waits();
        assertThat(resource.end(new StandstillResource.EndJson("decide"), ADMIN).holds())
                .isFalse();
        assertThat(mark).doesNotExist();
        assertThat(post.state(id)).isEqualTo(State.UNKNOWN);
        String next = post.post("hall", "今天的提醒");
        until("the new one is sent", () -> post.state(next) == State.ACCEPTED);
        assertThat(post.platform.texts()).containsExactly("今天的提醒");
        assertThat(audit.differences()).isNotEmpty();
        assertThatThrownBy(() -> resource.end(new StandstillResource.EndJson("decide"), ADMIN))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
    }

    @Test
    void whatWaitsIsLetBe() {
        String id = waits();
        resource.end(new StandstillResource.EndJson("drop"), ADMIN);
        assertThat(post.state(id)).isEqualTo(State.REJECTED);
        assertThat(post.platform.texts()).isEmpty();
    }

    @Test
    void whatWaitsIsSent() {
        String id = waits();
        resource.end(new StandstillResource.EndJson("send"), ADMIN);
        until("it is sent", () -> post.state(id) == State.ACCEPTED);
    }

    @Test
    void whatIsNoFateEndsNothing() {
        assertThatThrownBy(() -> resource.end(new StandstillResource.EndJson("perhaps"), ADMIN))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
        assertThat(mark).exists();
    }
}
