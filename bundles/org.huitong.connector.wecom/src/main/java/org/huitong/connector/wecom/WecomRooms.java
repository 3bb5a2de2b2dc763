// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Groups that the application opens and keeps ({@code appchat}). We name the group ourselves, so that the same key never
 * opens a second one. The application must be visible to the whole company.
 */
final class WecomRooms {
    private static final int MOST = 2_000;
    private static final int FEWEST = 2;

    /** There is a group of that name of ours already: it was opened by an earlier try. */
    private static final String THERE = "86215";

    /** Somebody who is to leave is not in the group, or who is to join not in the company. */
    private static final String NOT_INSIDE = "86216";

    private static final String LOOKED = "looked";

    private final Parsed<WecomSends.Access> access;

    WecomRooms(Parsed<WecomSends.Access> access) {
        this.access = access;
    }

    RoomHost.Hosting hosting() {
        return new RoomHost.Hosting(FEWEST, MOST, MOST, Optional.empty(), access.bad());
    }

    Step<String> open(RoomHost.Wish wish, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            Json answer = Answers.json(trail.reply().get());
            String code = answer.text("errcode").orElse("");
            return code.equals("0") || code.equals(THERE)
                    ? Step.done(
                            answer.text("chatid").filter(id -> !id.isBlank()).orElse(wish.key()))
                    : WecomRefusals.read(trail.reply().get());
        }
        JsonText body = JsonText.object()
                .with("name", wish.name())
                .with("owner", wish.owner())
                .withTexts("userlist", wish.members())
                .with("chatid", wish.key());
        return ask("/cgi-bin/appchat/create", body, trail);
    }

    Step<String> change(String room, RoomHost.Change change, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            return answered(room, change, trail);
        }
        JsonText body = JsonText.object().with("chatid", room);
        if (change instanceof RoomHost.Change.Renamed renamed) {
            body.with("name", renamed.name());
        } else if (change instanceof RoomHost.Change.Joined joined) {
            body.withTexts("add_user_list", joined.members());
        } else {
            List<String> left = ((RoomHost.Change.Left) change).members();
            body.withTexts("del_user_list", left);
        }
        return ask("/cgi-bin/appchat/update", body, trail);
    }

    private Step<String> answered(String room, RoomHost.Change change, Trail trail) {
        Json answer = Answers.json(trail.reply().orElseThrow());
        String code = answer.text("errcode").orElse("");
        String token = trail.token().orElseThrow().value();
        if (code.equals("0") && trail.note().equals(LOOKED) && change instanceof RoomHost.Change.Left left) {
            List<String> inside = answer.at("chat_info").at("userlist").items().stream()
                    .flatMap(member -> member.text().stream())
                    .toList();
            List<String> still =
                    left.members().stream().filter(inside::contains).toList();
            JsonText body = JsonText.object().with("chatid", room).withTexts("del_user_list", still);
            return still.isEmpty() ? Step.done(room) : ask("/cgi-bin/appchat/update", body, trail);
        }
        if (code.equals("0")) {
            return Step.done(room);
        }
        // Of several who are to leave, one who is not there any more keeps all in.
        return code.equals(NOT_INSIDE)
                        && change instanceof RoomHost.Change.Left
                        && trail.note().isEmpty()
                ? new Step.Ask<>(
                        Call.get(access.good()
                                .orElseThrow()
                                .base()
                                .at("/cgi-bin/appchat/get", "access_token", token, "chatid", room)),
                        LOOKED)
                : WecomRefusals.read(trail.reply().orElseThrow());
    }

    private Step<String> ask(String path, JsonText body, Trail trail) {
        String token = trail.token().orElseThrow().value();
        return Step.ask(Call.post(access.good().orElseThrow().base().at(path, "access_token", token), body.toString())
                .asHarmless());
    }
}
