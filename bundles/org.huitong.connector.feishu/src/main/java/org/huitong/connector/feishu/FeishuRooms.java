// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Groups that the application opens and keeps ({@code im/v1/chats}). Its bot is a member by that; for ten hours a key opens
 * one group, and a call names 50 people at most, all by the same kind of id.
 */
final class FeishuRooms {
    private static final Duration KEY_HOLDS = Duration.ofHours(10);
    private static final int AT_ONCE = 50;
    private static final int MOST = 5_000;
    private static final String CHATS = "/open-apis/im/v1/chats";

    private final Parsed<FeishuSends.Access> access;

    FeishuRooms(Parsed<FeishuSends.Access> access) {
        this.access = access;
    }

    RoomHost.Hosting hosting() {
        return new RoomHost.Hosting(1, MOST, AT_ONCE, Optional.of(KEY_HOLDS), access.bad());
    }

    Step<String> open(RoomHost.Wish wish, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            Json answer = Answers.json(trail.reply().get());
            Optional<String> chat = answer.at("data").text("chat_id").filter(id -> !id.isBlank());
            return chat.isPresent()
                    ? Step.done(chat.get())
                    : FeishuRefusals.read(trail.reply().get());
        }
        String body = JsonText.object()
                .with("name", wish.name())
                .with("owner_id", wish.owner())
                .withTexts("user_id_list", wish.members())
                .with("chat_mode", "group")
                .with("chat_type", "private")
                .toString();
        URI address =
                base().at(CHATS, "user_id_type", kind(wish.owner()), "set_bot_manager", "true", "uuid", wish.key());
        return ask(Call.post(address, body).asHarmless(), trail);
    }

    Step<String> change(String room, RoomHost.Change change, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            Json answer = Answers.json(trail.reply().get());
            return answer.text("code").orElse("").equals("0")
                    ? Step.done(room)
                    : FeishuRefusals.read(trail.reply().get());
        }
        String chat = CHATS + "/" + Address.escaped(room);
        if (change instanceof RoomHost.Change.Renamed renamed) {
            String body = JsonText.object().with("name", renamed.name()).toString();
            return ask(Call.change("PUT", base().at(chat), body), trail);
        }
        if (change instanceof RoomHost.Change.Joined joined) {
            // Whoever cannot be had keeps nobody else out.
            URI address = base().at(chat + "/members", "member_id_type", kind(joined.members()), "succeed_type", "1");
            return ask(Call.post(address, ids(joined.members())).asHarmless(), trail);
        }
        List<String> left = ((RoomHost.Change.Left) change).members();
        URI address = base().at(chat + "/members", "member_id_type", kind(left));
        return ask(Call.change("DELETE", address, ids(left)), trail);
    }

    private static String ids(List<String> members) {
        return JsonText.object().withTexts("id_list", members).toString();
    }

    private static String kind(List<String> members) {
        return members.isEmpty() ? "user_id" : kind(members.get(0));
    }

    private static String kind(String id) {
        return id.startsWith("ou_") ? "open_id" : id.startsWith("on_") ? "union_id" : "user_id";
    }

    private Address base() {
        return access.good().orElseThrow().base();
    }

    private static Step<String> ask(Call call, Trail trail) {
        return Step.ask(call.header(
                "Authorization", "Bearer " + trail.token().orElseThrow().value()));
    }
}
