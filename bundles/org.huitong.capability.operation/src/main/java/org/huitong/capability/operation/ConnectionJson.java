// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.operation.Connections;
import org.huitong.api.operation.Connections.Choice;
import org.huitong.api.operation.Connections.Kind;
import org.huitong.api.operation.Connections.Outcome;
import org.huitong.api.operation.Connections.Setting;
import org.huitong.api.operation.Connections.Way;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Connecting an account, as it goes over the wire. */
public final class ConnectionJson {
    private ConnectionJson() {}

    /** A platform that can be connected, with the form it asks for. */
    public record OfKind(
            String word,
            String platform,
            LocalText name,
            Optional<LocalText> about,
            boolean called,
            List<Way> ways,
            List<OfSetting> settings) {
        static OfKind of(Kind kind) {
            return new OfKind(
                    kind.word(),
                    kind.platform(),
                    kind.name(),
                    kind.about(),
                    kind.called(),
                    kind.ways(),
                    kind.settings().stream().map(OfSetting::of).toList());
        }
    }

    /** @param sort {@code text number switch list secret} */
    public record OfSetting(
            String name,
            LocalText title,
            Optional<LocalText> hint,
            String sort,
            String fallback,
            List<Choice> choices) {
        static OfSetting of(Setting setting) {
            return new OfSetting(
                    setting.name(),
                    setting.title(),
                    setting.hint(),
                    setting.sort().name().toLowerCase(Locale.ROOT),
                    setting.fallback(),
                    setting.choices());
        }
    }

    /**
     * What somebody entered.
     *
     * @param kind for a new account: the word of what is connected
     * @param settings by their names; an empty text is the default, of a secret it is no change; null takes it away
     */
    public record Form(String kind, String account, Map<String, String> settings) {
        static Form filled(Form form) {
            if (form == null) {
                throw Problem.badRequest("请给出 settings。", "Send settings.");
            }
            return new Form(
                    form.kind == null ? "" : form.kind.strip(),
                    form.account == null ? "" : form.account.strip(),
                    form.settings == null ? Map.of() : form.settings);
        }

        Map<String, Optional<String>> values() {
            Map<String, Optional<String>> values = new HashMap<>();
            settings.forEach((name, value) -> values.put(name, Optional.ofNullable(value)));
            return values;
        }

        Kind of(Connections desk) {
            return desk.kinds().stream()
                    .filter(one -> one.word().equals(kind))
                    .findFirst()
                    .orElseThrow(ConnectionJson::unknown);
        }

        @Override
        public String toString() {
            return "Form[" + kind + "/" + account + "]";
        }
    }

    /**
     * What was entered, without its secrets.
     *
     * @param secrets the names of those that are set
     */
    public record Entered(
            String kind,
            String platform,
            String account,
            boolean paused,
            Map<String, String> settings,
            Set<String> secrets) {
        static Entered of(Connections.Entered entered) {
            return new Entered(
                    entered.kind(),
                    entered.platform(),
                    entered.account(),
                    entered.paused(),
                    entered.settings(),
                    entered.secrets());
        }
    }

    static String callback(String platform, String account) {
        return "/connect/" + platform + "/" + account;
    }

    /** Says no where it was not done. */
    static void done(Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            throw unknown();
        }
        if (outcome instanceof Outcome.Taken) {
            LocalText taken = LocalText.of(
                    "这个平台已有同名的账号，请换一个名称。", "This platform has an account of that name. Choose another one.");
            throw new Problem(409, "name-taken", taken, Map.of("account", taken));
        }
        if (outcome instanceof Outcome.Busy) {
            throw new Problem(
                    409,
                    "not-settled",
                    LocalText.of("这个账号刚刚改过，请过一秒再试。", "This account was changed a moment ago. Try again in a second."));
        }
        if (outcome instanceof Outcome.Wrong wrong) {
            throw new Problem(
                    400,
                    "wrong-settings",
                    LocalText.of("有设置需要改正，见各项下方的说明。", "Some settings must be mended; each says how."),
                    wrong.fields());
        }
    }

    static Problem unknown() {
        return Problem.notFound(LocalText.of("这个账号（或它的连接器没有安装）", "account, or its connector is not installed"));
    }
}
