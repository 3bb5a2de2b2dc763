// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresTest extends OutboxContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    OwnStore store() {
        return new PostgresStore(server);
    }

    /** What one node is sending, the other does not take for left behind. */
    @Test
    void twoNodesSendALetterOnce() throws InterruptedException {
        try (Post post = new Post(store())) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch answers = new CountDownLatch(1);
            post.platform.behaviour = letter -> {
                arrived.countDown();
                await(answers);
                return EchoPlatform.What.TAKE;
            };
            String id = post.post("hall", "两台");
            post.plug(Post.Shaped.withoutKey(post.echo()));
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(post.state(id)).isEqualTo(State.SENDING);

            post.delivery().sweep(Post.START.plusSeconds(5));
            assertThat(post.state(id)).isEqualTo(State.SENDING);
            answers.countDown();
            until("it is accepted", () -> post.state(id) == State.ACCEPTED);

            String left = post.post("yard", "停电");
            ShelfRow row = post.row(left);
            new Claims(post.shelf.transactions()).leave(row.asRead(), 1, Post.START);
            post.delivery().sweep(Post.START.plusSeconds(5));
            assertThat(post.state(left)).isEqualTo(State.SENDING);
            post.delivery().sweep(Post.START.plusSeconds(31));
            assertThat(post.state(left)).isEqualTo(State.UNKNOWN);
        }
    }
}
