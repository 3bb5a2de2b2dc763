// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.clock.Ticks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The ticks of one bundle: they end with it, whatever it forgets. */
@Component(service = Ticks.class, scope = ServiceScope.BUNDLE)
public final class Ticker implements Ticks {
    private final Wheel wheel;
    private final Set<Tick> open = ConcurrentHashMap.newKeySet();

    @Activate
    public Ticker(@Reference Wheel wheel) {
        this.wheel = wheel;
    }

    @Override
    public Tick after(Duration pause, Runnable work) {
        AtomicReference<Tick> self = new AtomicReference<>();
        Tick tick = kept(wheel.after(pause, () -> {
            work.run();
            forget(self.get());
        }));
        self.set(tick);
        return tick;
    }

    @Override
    public Tick every(Duration pause, Runnable work) {
        return kept(wheel.every(pause, work));
    }

    private Tick kept(Tick ordered) {
        Tick tick = new Tick() {
            @Override
            public void close() {
                ordered.close();
                open.remove(this);
            }
        };
        open.add(tick);
        return tick;
    }

    /** One that is over before it is known by name stays until the bundle goes, which costs a few bytes. */
    private void forget(Tick over) {
        if (over != null) {
            open.remove(over);
        }
    }

    @Deactivate
    void close() {
        Set.copyOf(open).forEach(Tick::close);
    }
}
