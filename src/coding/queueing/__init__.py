"""Which text comes next for whom: queues that grow, the audit's draw, and why each text is shown."""

from coding.queueing.learning_queues import AHEAD, BATCH, LearningQueues, Whole
from coding.queueing.reasons import reasons_of
from coding.queueing.words import Why, title_of

__all__ = ["AHEAD", "BATCH", "LearningQueues", "Whole", "Why", "reasons_of", "title_of"]
