// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.huitong.api.operation.Connections.Entered;
import org.huitong.api.operation.Connections.Kind;
import org.huitong.api.operation.Connections.Setting;
import org.huitong.api.operation.Connections.Sort;
import org.huitong.api.operation.Connections.Way;
import org.huitong.api.text.LocalText;

/**
 * The settings of one account as they are on paper: what was there, what somebody writes over it, and what is wrong with
 * it then. Pure; it sees plain secrets and shows none.
 */
final class Sheet {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern PLACE =
            Pattern.compile("url|host|address|server|library|proxy|command", Pattern.CASE_INSENSITIVE);
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';
    private static final int LONGEST = 10_000;
    private static final String WAY = "way";

    private final Kind kind;
    private final Map<String, List<String>> entered;
    private final Map<String, LocalText> wrong = new TreeMap<>();
    private final Set<String> touched = new HashSet<>();

    /** @param entered what is in force; empty for a new account */
    Sheet(Kind kind, Map<String, List<String>> entered) {
        this.kind = kind;
        this.entered = new TreeMap<>(entered);
    }

    /** A name that can be a file's and stand in an address as it is. */
    static Optional<LocalText> misnamed(String account) {
        return ACCOUNT.matcher(account).matches()
                ? Optional.empty()
                : Optional.of(LocalText.of(
                        "请用 1 到 64 个英文字母、数字或 . _ -，以字母或数字开头。",
                        "Use 1 to 64 letters, digits or . _ -, beginning with a letter or digit."));
    }

    void write(Map<String, Optional<String>> changes) {
        changes.forEach((name, value) -> kind.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        setting -> write(setting, value),
                        () -> wrong.put(name, LocalText.of("这个平台没有这项设置。", "This platform has no such setting."))));
        need();
        needSecretsAnew();
    }

    private void write(Setting setting, Optional<String> value) {
        String text = value.orElse("").replace("\r\n", "\n").strip();
        boolean secret = setting.sort() == Sort.SECRET;
        if (secret && value.isPresent() && text.isEmpty()) {
            return;
        }
        misfit(setting, text).ifPresent(misfit -> wrong.put(setting.name(), misfit));
        List<String> values = text.isEmpty() || !secret && text.equals(setting.fallback())
                ? List.of()
                : setting.sort() == Sort.LIST
                        ? Arrays.stream(text.split("\n"))
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList()
                        : List.of(text);
        List<String> before = values.isEmpty() ? entered.remove(setting.name()) : entered.put(setting.name(), values);
        if (secret ? before != null || !values.isEmpty() : !values.equals(before == null ? List.of() : before)) {
            touched.add(setting.name());
        }
    }

    private static Optional<LocalText> misfit(Setting setting, String text) {
        if (text.length() > LONGEST) {
            return Optional.of(LocalText.of("太长了。", "It is too long."));
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.chars().anyMatch(Sheet::isUnseen)) {
            return Optional.of(LocalText.of("含有看不见的控制字符，请重新粘贴。", "It holds control characters: paste it again."));
        }
        if (!setting.choices().isEmpty()
                && setting.choices().stream().noneMatch(choice -> choice.value().equals(text))) {
            return Optional.of(LocalText.of("请从给出的选项中选择。", "Choose one of those that are offered."));
        }
        if (setting.sort() == Sort.NUMBER && !text.matches("-?\\d{1,9}")) {
            return Optional.of(LocalText.of("请填数字。", "Enter a number."));
        }
        return Optional.empty();
    }

    /** Control characters, and what some programs take for the end of a line. */
    private static boolean isUnseen(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    /**
     * Secrets go where the addresses say, and to the programs that are named: whoever sends them elsewhere has to know
     * them, or could have them sent to a place of their own.
     */
    private void needSecretsAnew() {
        if (touched.stream().noneMatch(name -> PLACE.matcher(name).find())) {
            return;
        }
        for (Setting setting : kind.settings()) {
            if (setting.sort() == Sort.SECRET
                    && entered.containsKey(setting.name())
                    && !touched.contains(setting.name())) {
                wrong.putIfAbsent(
                        setting.name(),
                        LocalText.of(
                                "地址或程序变了，请重新填写密钥。", "An address or program is another one: enter the secret again."));
            }
        }
    }

    private void need() {
        for (String name : way().needed()) {
            if (!entered.containsKey(name)
                    && kind.settings().stream()
                            .anyMatch(setting -> setting.name().equals(name)
                                    && setting.fallback().isEmpty())) {
                wrong.putIfAbsent(name, LocalText.of("请填写。", "This is needed."));
            }
        }
    }

    /** The way that was chosen, else the one that holds where none is. */
    private Way way() {
        String word = entered.containsKey(WAY)
                ? entered.get(WAY).get(0)
                : kind.settings().stream()
                        .filter(setting -> setting.name().equals(WAY))
                        .map(Setting::fallback)
                        .findFirst()
                        .orElse("");
        return kind.ways().stream()
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElse(kind.ways().get(0));
    }

    /** What is wrong, by the setting's name; empty where it can be used. */
    Map<String, LocalText> wrong() {
        return wrong;
    }

    /** As it goes into the configuration. */
    Map<String, List<String>> settings() {
        return entered;
    }

    /** Its lines for the audit; of a secret only that there is one, and that it is another one. */
    String shown() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : kind.settings()) {
            List<String> values = entered.getOrDefault(setting.name(), List.of());
            if (!values.isEmpty()) {
                lines.add(setting.name() + "="
                        + (setting.sort() != Sort.SECRET
                                ? String.join(" | ", values)
                                : touched.contains(setting.name()) ? "(new secret)" : "(secret)"));
            }
        }
        return String.join("\n", lines);
    }

    Entered entered(String account, boolean paused) {
        Map<String, String> plain = new TreeMap<>();
        Set<String> secrets = new HashSet<>();
        for (Setting setting : kind.settings()) {
            List<String> values = entered.getOrDefault(setting.name(), List.of());
            if (values.stream().anyMatch(value -> !value.isEmpty())) {
                if (setting.sort() == Sort.SECRET) {
                    secrets.add(setting.name());
                } else {
                    plain.put(setting.name(), String.join("\n", values));
                }
            }
        }
        return new Entered(kind.word(), kind.platform(), account, paused, plain, secrets);
    }
}
