/* RU for SPIN: -DN= -DP= -DB= -DM= -DK= -DG= -DFT= -DCB= are its parameters. test/toys/ru.ts says what the model is. */
#define OLD 0
#define STARTN 1
#define RUNN 2
#define FAILN 3
#define DEAD 4
#define RUNX 5
#define STARTO 6
#define UPD 0
#define MON 1
#define RB 2
#define DONE 3
#define RBDONE 4
byte ph[N], ag[N], st, mon, fails, poll, streak, verdict, crashes;

#if N==2
#define CNT(x) ((ph[0]==x)+(ph[1]==x))
#define OR(f) (f(0)||f(1))
#define AND(f) (f(0)&&f(1))
#elif N==3
#define CNT(x) ((ph[0]==x)+(ph[1]==x)+(ph[2]==x))
#define OR(f) (f(0)||f(1)||f(2))
#define AND(f) (f(0)&&f(1)&&f(2))
#elif N==4
#define CNT(x) ((ph[0]==x)+(ph[1]==x)+(ph[2]==x)+(ph[3]==x))
#define OR(f) (f(0)||f(1)||f(2)||f(3))
#define AND(f) (f(0)&&f(1)&&f(2)&&f(3))
#elif N==5
#define CNT(x) ((ph[0]==x)+(ph[1]==x)+(ph[2]==x)+(ph[3]==x)+(ph[4]==x))
#define OR(f) (f(0)||f(1)||f(2)||f(3)||f(4))
#define AND(f) (f(0)&&f(1)&&f(2)&&f(3)&&f(4))
#elif N==6
#define CNT(x) ((ph[0]==x)+(ph[1]==x)+(ph[2]==x)+(ph[3]==x)+(ph[4]==x)+(ph[5]==x))
#define OR(f) (f(0)||f(1)||f(2)||f(3)||f(4)||f(5))
#define AND(f) (f(0)&&f(1)&&f(2)&&f(3)&&f(4)&&f(5))
#endif
#define ISOLD(i) (ph[i]==OLD)
#define ISFAIL(i) (ph[i]==FAILN)
#define UP(i) (ph[i]==RUNN||ph[i]==RUNX)
#define LATE(i) ((ph[i]==STARTN||ph[i]==STARTO)&&ag[i]==B)
#define PROC (st!=UPD || OR(ISOLD))
#define ALLUP (st==UPD && CNT(OLD)==0 && CNT(STARTN)==0)
#define RBD (st==RB && CNT(OLD)==N)

#define SLOT(i) \
 :: d_step{ st==UPD && ph[i]==OLD && CNT(STARTN)<P -> ph[i]=STARTN; ag[i]=0 } \
 :: d_step{ ph[i]==STARTN -> ph[i]=RUNN; ag[i]=0 } \
 :: d_step{ ph[i]==STARTN && crashes<CB -> ph[i]=FAILN; ag[i]=0; crashes++ } \
 :: d_step{ ph[i]==RUNN && crashes<CB -> ph[i]=FAILN; crashes++ } \
 :: d_step{ ph[i]==FAILN && PROC -> \
      if :: st<=MON && ag[i]<=M -> fails++; \
            if :: fails>FT -> st=RB; mon=0; fails=0 :: else fi \
         :: else fi; ph[i]=DEAD; ag[i]=0 } \
 :: d_step{ st==RB && ph[i]!=OLD && ph[i]!=STARTO && CNT(STARTO)<P -> ph[i]=STARTO; ag[i]=0 } \
 :: d_step{ ph[i]==STARTO -> ph[i]=OLD; ag[i]=0 } \
 :: d_step{ ph[i]==DEAD && st!=RB -> ph[i]=RUNX }

active proctype ru(){
  byte j; /* only live inside d_step, reset to 0 */
  do
  SLOT(0)
  SLOT(1)
#if N>2
  SLOT(2)
#endif
#if N>3
  SLOT(3)
#endif
#if N>4
  SLOT(4)
#endif
#if N>5
  SLOT(5)
#endif
  :: d_step{ ALLUP -> st=MON; mon=0 }
  :: d_step{ st==MON && mon==M -> st=DONE; mon=0; fails=0 }
  :: d_step{ RBD -> st=RBDONE;
     }
  :: d_step{ verdict==0 && poll==K -> poll=0;
       if :: AND(UP) -> streak++ :: else -> streak=0 fi;
       if :: streak==G -> verdict=1; streak=0;
          :: else fi }
  :: d_step{ !ALLUP && !RBD && !(verdict==0&&poll==K) && !(st==MON&&mon==M) && !OR(LATE) && !(st<=MON && PROC && OR(ISFAIL)) ->
       j=0;
       do :: j<N -> 
            if :: ph[j]==STARTN||ph[j]==STARTO -> ag[j]++
               :: (ph[j]==RUNN||ph[j]==FAILN) && ag[j]<=M -> ag[j]++
               :: else fi; j++
          :: else -> break od; j=0;
       if :: verdict==0 -> poll++ :: else fi;
       if :: st==MON -> mon++ :: else fi }
  od
}
