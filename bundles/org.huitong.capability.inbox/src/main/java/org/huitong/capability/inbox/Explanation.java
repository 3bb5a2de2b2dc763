// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.Optional;
import java.util.function.Function;
import org.huitong.api.access.Asker;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.text.LocalText;

/** Why a list is empty, or may lack something, for whoever asked. */
final class Explanation {
    private static final LocalText BEHIND =
            LocalText.of("搜索还没有读完全部消息，可能缺少一些。", "Search has not read all messages yet; some may be missing.");

    private Explanation() {}

    /** Through the eyes of another one sees what both may: a scope that nobody holds is not told as one that is held. */
    static Optional<LocalText> of(Listing listing, Function<String, Optional<String>> named, Asker asker) {
        return asker.perspective().isPresent() && listing.items().isEmpty()
                ? Optional.of(through(asker.perspective().get().name()))
                : of(listing, named);
    }

    private static LocalText through(String name) {
        return LocalText.of(
                "以“" + name + "”的视角，只显示你们两人都可查看的消息；这里没有。",
                "Through the eyes of " + name + " you see the messages that both of you may see; here are none.");
    }

    static Optional<LocalText> of(Listing listing, Function<String, Optional<String>> named) {
        if (!listing.items().isEmpty()) {
            return listing.complete() ? Optional.empty() : Optional.of(BEHIND);
        }
        LocalText scope = ScopeWords.of(listing.scope(), named);
        LocalText nothing = listing.next().isPresent()
                ? LocalText.of("到目前为止没有找到，更早的消息还没有看完。", "Nothing so far; older messages have not been looked at yet.")
                : LocalText.of("在您可以查看的范围内没有符合的消息。", "Nothing matches among the messages that you may see.");
        LocalText why = LocalText.of(
                nothing.zh() + "您可以查看：" + scope.zh() + "。", nothing.en() + " You may see: " + scope.en() + ".");
        return Optional.of(
                listing.complete() ? why : LocalText.of(why.zh() + BEHIND.zh(), why.en() + " " + BEHIND.en()));
    }
}
