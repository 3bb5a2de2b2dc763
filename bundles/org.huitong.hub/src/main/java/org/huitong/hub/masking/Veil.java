// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Sender;
import org.huitong.api.query.Masked;
import org.huitong.api.query.MessageView;
import org.huitong.hub.masking.Finder.Find;

/**
 * Hides numbers behind stars, one for each letter, so that whatever counts letters counts the same before and after. Ids
 * and references stay: they name something, and nobody reads them.
 */
public final class Veil {
    private static final char STAR = '*';

    /** What one look hides may bring to light another number of what is left; soon there is none. */
    private static final int MOST_LOOKS = 4;

    private final List<Finder> finders;

    Veil(List<Finder> finders) {
        this.finders = List.copyOf(finders);
    }

    String over(String words) {
        return over("", words, new ArrayList<>());
    }

    /**
     * The message as whoever reads it without a right of their own to its numbers; itself where there is nothing to hide, as
     * in nearly every one.
     */
    public Message over(Message message) {
        Message shown = over(message, new ArrayList<>());
        return shown.equals(message) ? message : shown;
    }

    /** The same of what somebody sees, with the places that are hidden. */
    public MessageView over(MessageView view) {
        List<Masked> masks = new ArrayList<>();
        return view.shown(over(view.message(), masks), masks);
    }

    private Message over(Message message, List<Masked> masks) {
        Conversation room = message.conversation();
        return new Message(
                message.key(),
                message.account(),
                new Conversation(room.id(), room.kind(), over("conversationTitle", room.title(), masks)),
                over("sender.name", message.sender(), masks),
                over("to", message.to(), masks),
                over(message.content(), masks),
                message.repliesTo(),
                message.sentAt(),
                message.order(),
                over(message.payload()));
    }

    private Content over(Content content, List<Masked> masks) {
        return new Content(
                content.type(),
                over("text", content.text(), masks),
                each(content.attachments(), (file, i) -> over("attachments[" + i + "].name", file, masks)),
                content.event(),
                content.unavailable(),
                content.quote().map(quote -> over(quote, masks)),
                over("mentions", content.mentions(), masks),
                each(content.links(), (link, i) -> over("links[" + i + "]", link, masks)),
                content.action().map(action -> over(action, masks)));
    }

    private Quote over(Quote quote, List<Masked> masks) {
        return new Quote(
                quote.nativeId(),
                quote.sender().map(who -> over("quote.sender.name", who, masks)),
                over("quote.text", quote.text(), masks));
    }

    private Sender over(String field, Sender sender, List<Masked> masks) {
        return new Sender(sender.id(), sender.ids(), sender.tenant(), sender.kind(), over(field, sender.name(), masks));
    }

    private List<Addressee> over(String field, List<Addressee> parties, List<Masked> masks) {
        return each(
                parties,
                (party, i) -> new Addressee(
                        party.ids(), party.tenant(), over(field + "[" + i + "].name", party.name(), masks)));
    }

    private Attachment over(String field, Attachment file, List<Masked> masks) {
        return new Attachment(
                file.type(), file.reference(), over(field, file.name(), masks), file.bytes(), file.durationMillis());
    }

    /** What was chosen of a card of ours is a word of ours, and whoever sent the card needs it. */
    private Action over(Action action, List<Masked> masks) {
        return action.letter().isPresent()
                ? action
                : new Action(action.letter(), over("action.choice", action.choice(), masks));
    }

    private Optional<String> over(String field, Optional<String> words, List<Masked> masks) {
        return words.map(text -> over(field, text, masks));
    }

    private String over(String field, String words, List<Masked> masks) {
        String left = words;
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<Find> finds = finds(left);
            if (finds.isEmpty()) {
                break;
            }
            char[] letters = left.toCharArray();
            boolean hidden = false;
            for (Find find : finds) {
                hidden |= hide(letters, find);
            }
            if (!hidden) {
                break;
            }
            left = new String(letters);
        }
        if (!left.equals(words)) {
            note(field, words, left, masks);
        }
        return left;
    }

    private List<Find> finds(String text) {
        List<Find> finds = new ArrayList<>();
        finders.forEach(finder -> finds.addAll(finder.in(text)));
        return finds;
    }

    /** @return whether there was something to hide */
    private static boolean hide(char[] letters, Find find) {
        long count = IntStream.range(find.from(), find.to())
                .filter(i -> isLetter(letters[i]))
                .count();
        long place = 0;
        boolean hidden = false;
        for (int i = find.from(); i < find.to(); i++) {
            if (!isLetter(letters[i])) {
                continue;
            }
            if (place >= find.first() && place < count - find.last() && letters[i] != STAR) {
                letters[i] = STAR;
                hidden = true;
            }
            place++;
        }
        return hidden;
    }

    /** Blanks and hyphens stay, and are not counted. */
    private static boolean isLetter(char letter) {
        return letter == STAR || Character.isLetterOrDigit(letter) || Character.isSurrogate(letter) || letter == '×';
    }

    /** Where stars stand now that were none; those with a blank between are one number. */
    private static void note(String field, String words, String shown, List<Masked> masks) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < words.length(); i++) {
            if (shown.charAt(i) != words.charAt(i)) {
                if (from >= 0 && i - to > 2) {
                    masks.add(new Masked(field, from, to));
                    from = -1;
                }
                from = from < 0 ? i : from;
                to = i + 1;
            }
        }
        if (from >= 0) {
            masks.add(new Masked(field, from, to));
        }
    }

    private static <T> List<T> each(List<T> items, BiFunction<T, Integer, T> change) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> change.apply(items.get(i), i))
                .toList();
    }
}
