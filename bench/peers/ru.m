-- RU for Rumur: `ru.ts` fills in the constants. test/toys/ru.ts says what the model is.
const
  N: @N@; P: @P@; B: @B@; M: @M@; K: @K@; G: @G@; FT: @FT@; CB: @CB@;
  AMAX: 7;
type
  Rep: 0 .. N - 1;
  Phase: enum { OLD, STARTN, RUNN, FAILN, DEAD, RUNX, STARTO };
  Stat: enum { UPD, MON, RB, DONE, RBDONE };
  Small: 0..7;
  Slot: record ph: Phase; ag: Small; end;
var
  s: array [Rep] of Slot;
  st: Stat; mon: Small; fails: Small; poll: Small; streak: Small; verdict: 0..1; crashes: Small;

function cnt(x: Phase): Small;
var c: Small;
begin c := 0; for r: Rep do if s[r].ph = x then c := c + 1; end; end; return c; end;
function proc(): boolean; begin return st != UPD | (exists r: Rep do s[r].ph = OLD end); end;
function allup(): boolean; begin return st = UPD & (forall r: Rep do s[r].ph != OLD & s[r].ph != STARTN end); end;
function rbd(): boolean; begin return st = RB & (forall r: Rep do s[r].ph = OLD end); end;
procedure setslot(r: Rep; p: Phase); begin s[r].ph := p; s[r].ag := 0; end;

startstate begin
  for r: Rep do s[r].ph := OLD; s[r].ag := 0; end;
  st := UPD; mon := 0; fails := 0; poll := 0; streak := 0; verdict := 0; crashes := 0;
end;

ruleset r: Rep do
  rule "dispatch" st = UPD & s[r].ph = OLD & cnt(STARTN) < P ==> begin setslot(r, STARTN); end;
  rule "run" s[r].ph = STARTN ==> begin setslot(r, RUNN); end;
  rule "startfail" s[r].ph = STARTN & crashes < CB ==> begin setslot(r, FAILN); crashes := crashes + 1; end;
  rule "crash" s[r].ph = RUNN & crashes < CB ==> begin s[r].ph := FAILN; crashes := crashes + 1; end;
  rule "process" s[r].ph = FAILN & proc() ==>
  begin
    if (st = UPD | st = MON) & s[r].ag <= M then
      fails := fails + 1;
      if fails > FT then st := RB; mon := 0; fails := 0; end;
    end;
    setslot(r, DEAD);
  end;
  rule "rbstart" st = RB & s[r].ph != OLD & s[r].ph != STARTO & cnt(STARTO) < P ==> begin setslot(r, STARTO); end;
  rule "rbrun" s[r].ph = STARTO ==> begin setslot(r, OLD); end;
  rule "restart" s[r].ph = DEAD & st != RB ==> begin s[r].ph := RUNX; end;
end;
rule "allup" allup() ==> begin st := MON; mon := 0; end;
rule "mondone" st = MON & mon = M ==> begin st := DONE; mon := 0; fails := 0; end;
rule "rbdone" rbd() ==> begin st := RBDONE; end;
rule "poll" verdict = 0 & poll = K ==>
begin
  poll := 0;
  if (forall r: Rep do s[r].ph = RUNN | s[r].ph = RUNX end) then streak := streak + 1; else streak := 0; end;
  if streak = G then verdict := 1; streak := 0; end;
end;
rule "tick" !allup() & !rbd() & !(verdict = 0 & poll = K) & !(st = MON & mon = M)
  & (forall r: Rep do !((s[r].ph = STARTN | s[r].ph = STARTO) & s[r].ag = B) end)
  & !((st = UPD | st = MON) & proc() & (exists r: Rep do s[r].ph = FAILN end)) ==>
begin
  for r: Rep do
    if s[r].ph = STARTN | s[r].ph = STARTO | ((s[r].ph = RUNN | s[r].ph = FAILN) & s[r].ag <= M) then s[r].ag := s[r].ag + 1; end;
  end;
  if verdict = 0 then poll := poll + 1; end;
  if st = MON then mon := mon + 1; end;
end;
