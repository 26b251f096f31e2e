-- A nudge is written when it is shown, when it is answered and when it holds no more, and none of that is in an index: with room on its page, no index is touched.
ALTER TABLE nudge SET (fillfactor = 80);
