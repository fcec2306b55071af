package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {

    /** A batch on its way: what it writes, and how it says that it has. */
    private record Flight(List<Integer> written, Promise<Void> landed) {

        void land() {
            landed.complete();
        }
    }

    private final List<Flight> flights = new CopyOnWriteArrayList<>();
    private final Gathering<Integer, Integer> gathering = new Gathering<>(Runnable::run, batch -> {
        Flight flight = new Flight(batch, Promise.promise());
        flights.add(flight);
        return flight.landed()
                .future()
                .map(done -> batch.stream().map(Future::succeededFuture).toList());
    });

    @Test
    void aSingleOneGoesAtOnce() throws Exception {
        Future<Integer> one = gathering.add(1);
        assertThat(flights).hasSize(1);
        flights.get(0).land();
        assertThat(one.await(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void whatComesWhileABatchIsOnItsWayGoesTogetherOnceItIsBack() throws Exception {
        gathering.add(0);
        List<Future<Integer>> more =
                IntStream.range(1, 20).mapToObj(gathering::add).toList();
        assertThat(flights).hasSize(1);
        flights.get(0).land();
        await(2);
        assertThat(flights.get(1).written()).hasSize(19);
        flights.get(1).land();
        assertThat(more.get(18).await(10, TimeUnit.SECONDS)).isEqualTo(19);
    }

    @Test
    void manyDoNotWaitForTheBatchBefore() {
        gathering.add(0);
        IntStream.range(1, 41).forEach(gathering::add);
        assertThat(flights).hasSize(2);
        assertThat(flights.get(1).written()).hasSize(40);
    }

    @Test
    void afterAWhileNobodyWaitsForABatchThatIsHeldUp() throws Exception {
        gathering.add(0);
        gathering.add(1);
        await(2);
        assertThat(flights.get(1).written()).containsExactly(1);
    }

    @Test
    void everyOneIsWrittenOnceHoweverTheyCome() throws Exception {
        Gathering<Integer, Integer> quick = new Gathering<>(Runnable::run, batch -> {
            flights.add(new Flight(batch, Promise.promise()));
            return Future.succeededFuture(
                    batch.stream().map(Future::succeededFuture).toList());
        });
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(quick.add(i));
            if (i % 50 == 0) {
                Thread.sleep(1);
            }
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(answers.get(i).await(10, TimeUnit.SECONDS)).isEqualTo(i);
        }
        assertThat(flights.stream().flatMap(flight -> flight.written().stream()))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
    }

    private void await(int number) throws InterruptedException {
        for (int i = 0; i < 1_000 && flights.size() < number; i++) {
            Thread.sleep(10);
        }
        assertThat(flights).hasSize(number);
    }
}
