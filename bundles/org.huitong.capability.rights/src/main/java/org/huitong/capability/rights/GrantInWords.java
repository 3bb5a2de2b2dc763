// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Permission;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.text.LocalText;

/** Says a grant whole: what it opens, how far, how secret, and to which platforms and types it is narrowed. Pure. */
record GrantInWords(Function<String, Optional<Permission>> described) {
    /** @param more what else narrows it, as an end */
    String of(Grant grant, boolean zh, Stream<String> more) {
        String details = Stream.of(
                        Stream.of(said(grant.where().text(), zh)),
                        Stream.of(said(upTo(grant.upTo()), zh))
                                .filter(text -> grant.permission().startsWith("messages.")),
                        narrowed(zh ? "仅平台 " : "platforms ", grant.platforms().stream()),
                        narrowed(zh ? "仅类型 " : "types ", grant.types().stream().map(MessageType::word)),
                        more)
                .flatMap(parts -> parts)
                .collect(Collectors.joining(zh ? "，" : ", "));
        return title(grant.permission(), zh) + (zh ? "（" + details + "）" : " (" + details + ")");
    }

    private String title(String word, boolean zh) {
        return described
                .apply(word)
                .map(Permission::title)
                .map(title -> said(title, zh))
                .orElse(word);
    }

    private static Stream<String> narrowed(String to, Stream<String> words) {
        String all = words.sorted().collect(Collectors.joining(" "));
        return Stream.of(to + all).filter(text -> !all.isEmpty());
    }

    private static LocalText upTo(Secrecy secrecy) {
        String zh = secrecy.label().zh();
        String en = secrecy.label().en().toLowerCase(Locale.ROOT);
        return secrecy == Secrecy.PUBLIC
                ? LocalText.of("仅" + zh, en + " alone")
                : LocalText.of("密级至" + zh, "up to " + en);
    }

    private static String said(LocalText text, boolean zh) {
        return zh ? text.zh() : text.en();
    }
}
