// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

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
class WecomRoomsTest {
    private static final Trail TOKEN = Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2))));
    private static final Wish WISH = new Wish("k1", "生产部", "u1", List.of("u1", "u2"));

    private final WecomRooms rooms = new WecomRooms(new Parsed.Good<>(
            new WecomSends.Access(Address.of("https://h.example").good().orElseThrow(), "ww1", "1", "s")));

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
                        "POST https://h.example/cgi-bin/appchat/create?access_token=t {\"name\":\"生产部\",\"owner\":\"u1\",\"userlist\":[\"u1\", \"u2\"],\"chatid\":\"k1\"}");
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"errcode\":0,\"errmsg\":\"ok\",\"chatid\":\"k1\"}"))))
                .isEqualTo(Step.done("k1"));
    }

    @Test
    void nameAndMembersAreChanged() {
        assertThat(asked(rooms.change("r1", new Change.Renamed("制造部"), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/cgi-bin/appchat/update?access_token=t {\"chatid\":\"r1\",\"name\":\"制造部\"}");
        assertThat(asked(rooms.change("r1", new Change.Joined(List.of("u3")), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/cgi-bin/appchat/update?access_token=t {\"chatid\":\"r1\",\"add_user_list\":[\"u3\"]}");
        assertThat(asked(rooms.change("r1", new Change.Left(List.of("u2")), TOKEN)))
                .isEqualTo(
                        "POST https://h.example/cgi-bin/appchat/update?access_token=t {\"chatid\":\"r1\",\"del_user_list\":[\"u2\"]}");
        assertThat(rooms.change(
                        "r1", new Change.Renamed("制造部"), TOKEN.then("", said("{\"errcode\":0,\"errmsg\":\"ok\"}"))))
                .isEqualTo(Step.done("r1"));
    }

    @Test
    void whoHasLeftAlreadyKeepsNobodyIn() {
        Change leaving = new Change.Left(List.of("u2", "u3"));
        Step<String> look = rooms.change("r1", leaving, TOKEN.then("", said("{\"errcode\":86216}")));
        assertThat(asked(look)).isEqualTo("GET https://h.example/cgi-bin/appchat/get?access_token=t&chatid=r1 ");
        String note = ((Step.Ask<String>) look).note();
        assertThat(asked(rooms.change("r1", leaving, TOKEN.then(note, chat("u1", "u3")))))
                .endsWith("{\"chatid\":\"r1\",\"del_user_list\":[\"u3\"]}");
        assertThat(rooms.change("r1", leaving, TOKEN.then(note, chat("u1")))).isEqualTo(Step.done("r1"));
    }

    private static Reply chat(String... members) {
        return said("{\"errcode\":0,\"chat_info\":{\"userlist\":[\"" + String.join("\",\"", members) + "\"]}}");
    }

    @Test
    void whatIsRefusedIsSaid() {
        assertThat(rooms.open(WISH, TOKEN.then("", said("{\"errcode\":60011,\"errmsg\":\"no\"}"))))
                .isInstanceOf(Step.Failed.class);
        assertThat(rooms.change(
                        "r1", new Change.Renamed("制造部"), TOKEN.then("", said("{\"errcode\":60011,\"errmsg\":\"no\"}"))))
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
