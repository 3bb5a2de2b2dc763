// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.masking.Masks;
import org.huitong.api.operation.Check;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The veil of this moment, by the settings. Who has it in hand goes on with it when they change, and is not begun anew. */
@Component(
        configurationPid = "org.huitong.hub",
        service = {Masking.class, Masks.class, Check.class})
@Designate(ocd = MaskingConfig.class)
public final class Masking implements Masks, Check {
    private volatile Veil veil;
    private volatile List<Integer> unread = List.of();

    /** As delivered. */
    public Masking() {
        hide(List.of(NumberKind.ID_CARD, NumberKind.BANK_CARD), false);
    }

    @Activate
    public Masking(MaskingConfig config) {
        set(config);
    }

    @Modified
    void set(MaskingConfig config) {
        List<NumberKind> kinds = new ArrayList<>();
        if (config.idCard()) {
            kinds.add(NumberKind.ID_CARD);
        }
        if (config.bankCard()) {
            kinds.add(NumberKind.BANK_CARD);
        }
        if (config.mobile()) {
            kinds.add(NumberKind.MOBILE);
        }
        hide(kinds, config.creditCode(), config.pattern());
    }

    /** An expression that cannot be read hides nothing, and all others hide on. */
    private void hide(List<NumberKind> kinds, boolean creditCodes, String... patterns) {
        List<Finder> finders = new ArrayList<>(List.of(new Numbers(kinds)));
        if (creditCodes) {
            finders.add(new CreditCodes());
        }
        List<Integer> none = new ArrayList<>();
        for (int i = 0; i < patterns.length; i++) {
            Optional<OwnPattern> pattern = OwnPattern.of(patterns[i]);
            pattern.ifPresent(finders::add);
            if (pattern.isEmpty() && !patterns[i].isBlank()) {
                none.add(i + 1);
            }
        }
        unread = none;
        veil = new Veil(finders);
    }

    public Veil veil() {
        return veil;
    }

    @Override
    public String over(String words) {
        return veil.over(words);
    }

    @Override
    public boolean isStateSecret(String words) {
        return StateSecret.isIn(words);
    }

    @Override
    public String name() {
        return "masking";
    }

    @Override
    public Result result() {
        return unread.isEmpty()
                ? Result.up("numbers are masked as the settings say")
                : Result.degraded("no expression of RE2, or too long, is pattern "
                        + String.join(", ", unread.stream().map(String::valueOf).toList())
                        + " of org.huitong.hub: what it was to mask is shown; mend it there");
    }
}
