// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Answers;
import org.huitong.kit.send.JsonText;

/**
 * Groups that the application opens and keeps ({@code im/sceneGroup}): by a template of the company's own, which brings
 * the robot along. A key opens one group.
 */
final class DingtalkRooms {
    private static final int MOST = 1_000;
    private static final int AT_ONCE = 100;
    private static final String GROUPS = "/v1.0/im/sceneGroup/";

    private final Parsed<DingtalkSends.Access> access;
    private final String template;

    DingtalkRooms(Parsed<DingtalkSends.Access> access, String template) {
        this.access = access;
        this.template = template;
    }

    RoomHost.Hosting hosting() {
        Optional<LocalText> none = template.isEmpty()
                ? Optional.of(LocalText.of(
                        "请填写群模板 ID（开发者后台“场景群 → 群模板”），模板里加上机器人",
                        "set Group template, as the developer console shows it under scene groups; put the robot into"
                                + " it"))
                : Optional.empty();
        return new RoomHost.Hosting(
                1, MOST, AT_ONCE, Optional.empty(), access.bad().or(() -> none));
    }

    Step<String> open(RoomHost.Wish wish, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            Json answer = Answers.json(trail.reply().get());
            Optional<String> room = answer.text("open_conversation_id").filter(id -> !id.isBlank());
            return room.isPresent()
                    ? Step.done(room.get())
                    : DingtalkRefusals.read(trail.reply().get());
        }
        JsonText body = JsonText.object()
                .with("title", wish.name())
                .with("template_id", template)
                .with("owner_user_id", wish.owner())
                .withTexts("user_ids", wish.members())
                .with("uuid", wish.key());
        return ask("create", body, trail);
    }

    Step<String> change(String room, RoomHost.Change change, Trail trail) {
        if (trail.token().isEmpty()) {
            return Step.tokenNeeded();
        }
        if (trail.reply().isPresent()) {
            Json answer = Answers.json(trail.reply().get());
            boolean refused = trail.reply().get().status() >= 400
                    || answer.at("code").exists()
                    || answer.text("success").orElse("").equals("false");
            return refused ? DingtalkRefusals.read(trail.reply().get()) : Step.done(room);
        }
        JsonText body = JsonText.object().with("open_conversation_id", room);
        if (change instanceof RoomHost.Change.Renamed renamed) {
            return ask("update", body.with("title", renamed.name()), trail);
        }
        if (change instanceof RoomHost.Change.Joined joined) {
            return ask("member/add", body.withTexts("user_ids", joined.members()), trail);
        }
        List<String> left = ((RoomHost.Change.Left) change).members();
        return ask("member/delete", body.withTexts("user_ids", left), trail);
    }

    private Step<String> ask(String path, JsonText body, Trail trail) {
        return Step.ask(Call.post(access.good().orElseThrow().base().at(GROUPS + path), body.toString())
                .asHarmless()
                .header(
                        "x-acs-dingtalk-access-token",
                        trail.token().orElseThrow().value()));
    }
}
