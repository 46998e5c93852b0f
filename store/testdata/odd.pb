Meta;;
Key;Value;;

vote_type;Cumulative;;
comment;#1: geteld met de hand; #2: twee keer nagekeken
max_sum_points;5.0;;
unit;"Voorbeeldgem; deel ""West"""
instance;2023-2024
date_end;2023-11-05
leftover_budget;none;;
projects
name;Score;votes;project_id;selected;category
"Plein ""De Kring""; fase 2";7.0;3;A-1;1;cultuur,sport
"Een naam op
twee regels";None;;b;0;
;3;1; C 3 ;;None
Votes
age;points;neighborhood;vote;voter_id
34;2.0,3.0;West;b,A-1;x;
;"3,2";;"A-1, b";x
17;;;;y;;;
70;"3,1,0";Oost;"C 3,A-1,b"
