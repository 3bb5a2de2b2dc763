// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.RoomHost.Change;
import org.huitong.api.connector.RoomHost.Wish;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.junit.jupiter.api.Test;

/** Groups that the hub opens: from what is wanted and the trail, the next step. */
class FeishuRoomsTest {
    private static final Trail TOKEN = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
    private static final Wish WISH = new Wish("k1", "生产部", "u1", List.of("u1", "u2"));

    private final FeishuRooms rooms = new FeishuRooms(new Parsed.Good<>(
            new FeishuSends.Access(Address.of("https://h.example").good().orElseThrow(), "cli_1", "s")));

    @Test
    void aTokenIsWantedFirst() {
        assertThat(rooms.open(WISH, Trail.beginning(Optional.empty()))).isEqualTo(Step.tokenNeeded());
        assertThat(rooms.change("r1", new Change.Renamed("制造部"), Trail.beginning(Optional.empty())))
                .isEqualTo(Step.tokenNeeded());
    }

    @Test
    void aGroupIsOpenedByItsKey() {
        assertThat(asked(rooms.open(WISH, TOKEN)))
                .isEqualTo(
                        "POST https://h.example/open-apis/im/v1/chats?user_id_type=user_id&set_bot_manager=true&uuid=k1 {\"name\":\"生产部\",\"owner_id\":\"u1\",\"user_id_list\":[\"u1\", \"u2\"],\"chat_mode\":\"group\",\"chat_type\":\"private\"}");
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"code\":0,\"data\":{\"chat_id\":\"oc_1\"}}"))))
                .isEqualTo(Step.done("oc_1"));
    }

    @Test
    void nameAndMembersAreChanged() {
        assertThat(asked(rooms.change("r1", new Change.Renamed("制造部"), TOKEN)))
                .isEqualTo("PUT https://h.example/open-apis/im/v1/chats/r1 {\"name\":\"制造部\"}");
        assertThat(asked(rooms.change("r1", new Change.Joined(List.of("u3")), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/open-apis/im/v1/chats/r1/members?member_id_type=user_id&succeed_type=1 {\"id_list\":[\"u3\"]}");
        assertThat(asked(rooms.change("r1", new Change.Left(List.of("u2")), TOKEN)))
                .isEqualTo(
                        "DELETE https://h.example/open-apis/im/v1/chats/r1/members?member_id_type=user_id {\"id_list\":[\"u2\"]}");
        assertThat(rooms.change(
                        "r1", new Change.Renamed("制造部"), TOKEN.then("", said("{\"code\":0,\"msg\":\"success\"}"))))
                .isEqualTo(Step.done("r1"));
    }

    @Test
    void whatIsRefusedIsSaid() {
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"code\":232001,\"msg\":\"no\"}"))))
                .isInstanceOf(Step.Failed.class);
        assertThat(rooms.change(
                        "r1", new Change.Renamed("制造部"), TOKEN.then("", said("{\"code\":232001,\"msg\":\"no\"}"))))
                .isInstanceOf(Step.Failed.class);
    }

    /** Method, address and body; each call may be made twice. */
    private static String asked(Step<String> step) {
        Call call = ((Step.Ask<String>) step).call();
        assertThat(call.harmless()).isTrue();
        return call.method() + " " + call.address() + " " + new String(call.body(), StandardCharsets.UTF_8);
    }

    private static Reply said(String json) {
        return new Reply(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
