// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.util.Optional;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.keeping.Periods;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Destroys a month. It is nobody's: two persons have said so. One that was cut off goes on where it was. */
@Component(service = JobKind.class)
@JobName(job = DisposalRun.NAME)
public final class DisposalRun implements JobKind {
    static final String NAME = "keeping.dispose";

    private final RecordsOffice office;
    private final Archivist archivist;
    private final Periods periods;
    private final DisposalShelf shelf;

    @Activate
    public DisposalRun(
            @Reference RecordsOffice office,
            @Reference Archivist archivist,
            @Reference Periods periods,
            @Reference DisposalShelf shelf) {
        this.office = office;
        this.archivist = archivist;
        this.periods = periods;
        this.shelf = shelf;
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Disposal disposal = archivist
                .desk()
                .transactions()
                .read(connection -> shelf.find(connection, run.argument()))
                .filter(one -> one.state() == Disposal.State.RUNNING)
                .orElseThrow(() -> new JobFailure(LocalText.of("这项销毁不在执行中。", "This is not to be done now.")));
        // The evening's run archives and destroys, too: one of both at a time.
        archivist.turn().acquire();
        try {
            Optional<LocalText> trouble = new Disposing(office, archivist, periods, shelf, disposal, run).go();
            if (trouble.isPresent()) {
                throw new JobFailure(trouble.get());
            }
        } finally {
            archivist.turn().release();
        }
        return LocalText.of(
                "已销毁 " + disposal.month() + "，证明 " + disposal.certificate() + "。",
                disposal.month() + " was destroyed, certificate " + disposal.certificate() + ".");
    }
}
