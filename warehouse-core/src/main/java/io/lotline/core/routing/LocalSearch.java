package io.lotline.core.routing;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import ai.timefold.solver.core.api.score.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shortens a plan by Timefold's local search: loads change places, tours change their ends. As
/// many moves are tried as the problem is large, so the same problem has the same plan on every
/// machine.
final class LocalSearch {
    private static final long FEWEST_MOVES = 1_000;
    private static final long MOVES_PER_LOAD = 100;

    private LocalSearch() {}

    static Plan shorten(Plan plan, long seed) {
        Grid grid = plan.grid();
        if (grid.loads().size() < 2) {
            return plan;
        }
        SolverConfig config =
                new SolverConfig()
                        .withSolutionClass(Board.class)
                        .withEntityClasses(Tour.class)
                        .withEasyScoreCalculatorClass(Scores.class)
                        .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                        .withRandomSeed(seed)
                        .withPhases(
                                new LocalSearchPhaseConfig()
                                        .withTerminationConfig(
                                                new TerminationConfig()
                                                        .withMoveCountLimit(
                                                                FEWEST_MOVES
                                                                        + MOVES_PER_LOAD
                                                                                * grid.loads()
                                                                                        .size())));
        Board solved = SolverFactory.<Board>create(config).buildSolver().solve(Board.of(plan));
        Plan shorter = solved.plan();
        return solved.score != null && solved.score.hardScore() == 0 && shorter.isBetterThan(plan)
                ? shorter
                : plan;
    }

    /// What Timefold plans: it sets the fields.
    @PlanningSolution
    public static final class Board {
        @Nullable Grid grid;

        @ProblemFactCollectionProperty @ValueRangeProvider
        public List<Piece> pieces = new ArrayList<>();

        @PlanningEntityCollectionProperty public List<Tour> tours = new ArrayList<>();

        @PlanningScore public @Nullable HardMediumSoftScore score;

        public Board() {}

        static Board of(Plan plan) {
            Board board = new Board();
            board.grid = plan.grid();
            for (Grid.Load load : plan.grid().loads()) {
                board.pieces.add(new Piece(load.index()));
            }
            for (int truck = 0; truck < plan.tours().length; truck++) {
                Tour tour = new Tour();
                tour.truck = truck;
                for (int load : plan.tours()[truck]) {
                    tour.pieces.add(board.pieces.get(load));
                }
                board.tours.add(tour);
            }
            return board;
        }

        Plan plan() {
            int[][] all = new int[tours.size()][];
            for (Tour tour : tours) {
                all[tour.truck] = tour.loads();
            }
            return new Plan(Objects.requireNonNull(grid), all);
        }
    }

    /// A load, as Timefold moves it.
    public record Piece(int load) {}

    /// A truck, as Timefold loads it.
    @PlanningEntity
    public static final class Tour {
        int truck;

        @PlanningListVariable(allowsUnassignedValues = true)
        public List<Piece> pieces = new ArrayList<>();

        public Tour() {}

        int[] loads() {
            int[] loads = new int[pieces.size()];
            for (int i = 0; i < loads.length; i++) {
                loads[i] = pieces.get(i).load();
            }
            return loads;
        }
    }

    /// What breaks something is hard, orders that no truck brings are medium, meters are soft.
    public static final class Scores implements EasyScoreCalculator<Board, HardMediumSoftScore> {
        public Scores() {}

        @Override
        public HardMediumSoftScore calculateScore(Board board) {
            Grid grid = Objects.requireNonNull(board.grid);
            long hard = 0;
            long brought = 0;
            long meters = 0;
            long all = 0;
            for (Grid.Load load : grid.loads()) {
                all += load.freight().size();
            }
            for (Tour tour : board.tours) {
                int[] loads = tour.loads();
                int settled = -1;
                for (int load : loads) {
                    brought += grid.load(load).freight().size();
                    if (!grid.may(load, tour.truck)) {
                        hard += 1_000;
                    }
                    // what is on a truck already stays on it, in its order
                    if (grid.load(load).truck() != Grid.FREE) {
                        hard += load < settled ? 1_000 : 0;
                        settled = load;
                    }
                }
                Grid.Drive drive = grid.drive(tour.truck, loads, null);
                meters += drive.meters();
                hard += grid.excess(tour.truck, loads) + drive.late() * 100L + drive.tooLong();
            }
            return HardMediumSoftScore.of(-hard, brought - all, -meters);
        }
    }
}
